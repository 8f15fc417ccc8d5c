package org.kith.gateway.figures.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures.Aim;
import org.kith.gateway.figures.CountyFigures.Answer;
import org.kith.gateway.figures.CountyFigures.Day;
import org.kith.gateway.figures.CountyFigures.Measure;
import org.kith.gateway.figures.CountyFigures.Wanted;
import org.kith.gateway.neighbours.SaidNo;

/**
 * One measure month by month, each beside the same days a year before. A flow is what the days of the month add up to, a stock
 * the number at its end.
 *
 * @param atTheEnd whether it is a stock
 * @param leftOut how many earlier months of the period are not shown
 * @param limits what chance alone explains; nothing for a stock, whose months carry over into one another, or for too few months
 */
record Months(
        String text,
        boolean atTheEnd,
        int leftOut,
        @Nullable Limits limits,
        List<Month> months) {

    /** Whether any of its months lies on a way to a target. */
    public boolean aimed() {
        return months.stream().anyMatch(month -> month.onTheWay() != null);
    }

    /** The same with what a straight way to the measure's target comes to in each. */
    Months towards(@Nullable Aim aim) {
        if (aim == null || aim.months() == null) {
            return this;
        }
        var way = new HashMap<LocalDate, Long>();
        aim.months().stream()
                .filter(month -> month.onTheWay() != null)
                .forEach(month -> way.put(month.from(), month.onTheWay()));
        return new Months(
                text,
                atTheEnd,
                leftOut,
                limits,
                months.stream()
                        .map(month -> month.onTheWay(way.get(month.from())))
                        .toList());
    }

    /** As many as a telephone shows on one page. */
    private static final int MOST = 36;

    private static final String STOCK = "STOCK";
    private static final String HOURS = "HOURS";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    /** A median of hours cannot be worked out from its days. */
    static boolean canShow(Measure measure) {
        return !HOURS.equals(measure.sort()) && measure.value() != null;
    }

    /**
     * Puts the two together.
     *
     * @throws SaidNo 404 for a measure that is none, or has no months
     */
    static Months of(String measureCode, Answer answer, Answer before) {
        var measure = measure(measureCode, answer);
        var former = measure(measureCode, before);
        var months = new ArrayList<Month>();
        for (var month = YearMonth.from(answer.from());
                !month.atDay(1).isAfter(answer.to());
                month = month.plusMonths(1)) {
            var first = later(month.atDay(1), answer.from());
            var last = earlier(month.atEndOfMonth(), answer.to());
            months.add(new Month(
                    first,
                    last,
                    count(measure, first, last),
                    count(former, aYearBefore(first), aYearBefore(last)),
                    FigureForm.query(new Wanted(first, last, answer.scopeCode(), answer.knownAt())),
                    null,
                    null));
        }
        int leftOut = Math.max(0, months.size() - MOST);
        var shown = List.copyOf(months.subList(leftOut, months.size()));
        return STOCK.equals(measure.sort())
                ? new Months(measure.text(), true, leftOut, null, shown)
                : withLimits(measure.text(), leftOut, shown);
    }

    /** Of the whole months since there is anything to count: before, nobody counted. */
    private static Months withLimits(String text, int leftOut, List<Month> shown) {
        var counted = shown.stream()
                .filter(Month::isWhole)
                .dropWhile(month -> month.value() == 0)
                .toList();
        var values = counted.stream().map(Month::value).toList();
        var limits = Limits.of(values);
        if (limits == null) {
            return new Months(text, false, leftOut, null, shown);
        }
        var judged = shown.stream()
                .map(month -> counted.contains(month)
                        ? month.standingOut(limits.standsOut(values, counted.indexOf(month)))
                        : month)
                .toList();
        return new Months(text, false, leftOut, limits, judged);
    }

    /** The same question about the same days a year before, as known at the same moment. */
    static Wanted aYearBefore(Wanted wanted) {
        return new Wanted(
                wanted.from() == null ? null : aYearBefore(wanted.from()),
                wanted.to() == null ? null : aYearBefore(wanted.to()),
                wanted.scope(),
                wanted.knownAt());
    }

    /** The end of a month stays one, so that a leap day belongs to its February. */
    private static LocalDate aYearBefore(LocalDate day) {
        var month = YearMonth.from(day);
        return day.equals(month.atEndOfMonth()) ? month.minusYears(1).atEndOfMonth() : day.minusYears(1);
    }

    private static Measure measure(String code, Answer answer) {
        return answer.measures().stream()
                .filter(one -> one.measureCode().equals(code) && canShow(one))
                .findFirst()
                .orElseThrow(() -> new SaidNo(new SaidNo.Said(404, "not-found", null, null, null)));
    }

    private static long count(Measure measure, LocalDate first, LocalDate last) {
        long value = measure.value() == null ? 0 : measure.value();
        var days = measure.days() == null ? List.<Day>of() : measure.days();
        if (STOCK.equals(measure.sort())) {
            // back from the number at the end of the period
            return value
                    - days.stream()
                            .filter(one -> one.day().isAfter(last))
                            .mapToLong(Day::value)
                            .sum();
        }
        return days.stream()
                .filter(one -> !one.day().isBefore(first) && !one.day().isAfter(last))
                .mapToLong(Day::value)
                .sum();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * A month, or as much of it as was asked for.
     *
     * @param before the same days a year before
     * @param query what leads to the facts behind it
     * @param onTheWay what a straight way from baseline to target comes to in it; absent without both
     * @param standsOut what is worth asking about it, in words; nothing if chance alone explains it or nobody can tell
     */
    record Month(
            LocalDate from,
            LocalDate to,
            long value,
            long before,
            String query,
            @Nullable String standsOut,
            @Nullable Long onTheWay) {

        private Month standingOut(@Nullable String how) {
            return new Month(from, to, value, before, query, how, onTheWay);
        }

        private Month onTheWay(@Nullable Long way) {
            return new Month(from, to, value, before, query, standsOut, way);
        }

        private boolean isWhole() {
            return from.getDayOfMonth() == 1 && to.equals(YearMonth.from(from).atEndOfMonth());
        }

        /** Such as November 2026, or 1 to 27 November 2026 where that is not all of it. */
        public String name() {
            return (isWhole() ? "" : from.getDayOfMonth() + " to " + to.getDayOfMonth() + " ")
                    + YearMonth.from(from).format(MONTH);
        }
    }
}
