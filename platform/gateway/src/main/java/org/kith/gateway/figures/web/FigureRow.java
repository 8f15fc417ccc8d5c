package org.kith.gateway.figures.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures.Aim;
import org.kith.gateway.figures.CountyFigures.Answer;
import org.kith.gateway.figures.CountyFigures.Definition;
import org.kith.gateway.figures.CountyFigures.Measure;
import org.kith.gateway.figures.CountyFigures.Published;
import org.kith.gateway.figures.CountyFigures.PublishedFigure;
import org.kith.gateway.neighbours.Part;

/** One measure on the page: our number, what it means, and the published one if there is one of the same thing. */
public record FigureRow(
        String code,
        String text,
        String value,
        boolean leftOut,
        boolean byMonth,
        @Nullable String more,
        @Nullable Definition definition,
        List<PublishedLine> published,
        @Nullable AimLine aim,
        boolean canHaveAim) {

    static List<FigureRow> of(
            Answer answer, Part<Definition[]> definitions, Part<Published> published, Part<Aim[]> aims) {
        var meaning = Arrays.stream(definitions.or(new Definition[0]))
                .collect(Collectors.toMap(Definition::measureCode, one -> one, (one, same) -> one));
        var aimed = Arrays.stream(aims.or(new Aim[0]))
                .collect(Collectors.toMap(Aim::measureCode, one -> one, (one, same) -> one));
        boolean beside = answer.scopeCode().equals("COUNTY") && published.value() != null;
        return answer.measures().stream()
                .map(measure -> new FigureRow(
                        measure.measureCode(),
                        measure.text(),
                        measure.value() == null ? mark(measure) : number(BigDecimal.valueOf(measure.value())),
                        measure.value() == null,
                        Months.canShow(measure),
                        measure.value() == null ? null : more(measure),
                        meaning.get(measure.measureCode()),
                        beside ? PublishedLine.of(published, measure.measureCode()) : List.of(),
                        AimLine.of(measure.sort().equals("STOCK"), aimed.get(measure.measureCode())),
                        !measure.sort().equals("HOURS")))
                .toList();
    }

    /** What the service says in place of a number; nothing here ever works it out from others. */
    private static String mark(Measure measure) {
        return measure.suppressed() == null ? "Not known" : measure.suppressed();
    }

    private static @Nullable String more(Measure measure) {
        if (measure.sort().equals("STOCK")) {
            return "at the end of the period";
        }
        if (measure.median() != null && measure.count() != null) {
            return "hours in all for %s, median %s hours"
                    .formatted(
                            number(BigDecimal.valueOf(measure.count())), number(BigDecimal.valueOf(measure.median())));
        }
        return measure.sort().equals("HOURS") ? "hours in all" : null;
    }

    private static String number(BigDecimal value) {
        return NumberFormat.getNumberInstance(Locale.UK).format(value);
    }

    /** Baseline, target and the way between them, in words; absent parts are not said. */
    public record AimLine(
            @Nullable String baseline,
            @Nullable String target,
            @Nullable String onTheWay,
            String source) {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

        static @Nullable AimLine of(boolean stock, @Nullable Aim aim) {
            if (aim == null) {
                return null;
            }
            return new AimLine(
                    point(aim.baselineValue(), aim.baselineOn(), stock),
                    point(aim.targetValue(), aim.targetOn(), stock),
                    aim.onTheWay() == null
                            ? null
                            : number(BigDecimal.valueOf(aim.onTheWay()))
                                    + (stock ? " at the end of the period" : " in the period"),
                    aim.source());
        }

        private static @Nullable String point(@Nullable Long value, @Nullable LocalDate on, boolean stock) {
            return value == null || on == null
                    ? null
                    : number(BigDecimal.valueOf(value)) + (stock ? " on " : " in the year to ") + DAY.format(on);
        }
    }

    /** One published figure: the council's number and those of wider areas. */
    public record PublishedLine(
            String text,
            int year,
            Map<String, BigDecimal> values,
            @Nullable String caution,
            String source) {

        static List<PublishedLine> all(Part<Published> part) {
            var published = part.value();
            return published == null
                    ? List.of()
                    : published.figures().stream()
                            .map(figure -> line(published.year(), figure))
                            .toList();
        }

        static List<PublishedLine> of(Part<Published> part, String measureCode) {
            var published = part.value();
            return published == null
                    ? List.of()
                    : published.figures().stream()
                            .filter(figure -> measureCode.equals(figure.measureCode()))
                            .map(figure -> line(published.year(), figure))
                            .toList();
        }

        private static PublishedLine line(int year, PublishedFigure figure) {
            return new PublishedLine(figure.text(), year, figure.values(), figure.caution(), figure.source());
        }

        /** The narrowest area's number, with the area's name; the service names the council first. */
        public String first() {
            return values.entrySet().stream()
                    .findFirst()
                    .map(value -> value.getKey() + " " + number(value.getValue()))
                    .orElse("");
        }

        /** Every area's number. */
        public List<String> areas() {
            return values.entrySet().stream()
                    .map(value -> value.getKey() + " " + number(value.getValue()))
                    .toList();
        }
    }
}
