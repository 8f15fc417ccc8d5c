package org.kith.outcomes.published.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.FromOutside;
import org.kith.outcomes.measures.Measure;
import org.kith.outcomes.measures.Period;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.outcomes.measures.SmallNumbers;
import org.kith.outcomes.published.PublishedFigure;
import org.kith.outcomes.published.PublishedFigures;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.time.WorkingDays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where published figures stand beside ours, each with its year and source. */
@RestController
class PublishedController {

    private static final String FILES = "dfe-analytical-services, children's social care outcomes and enablers";

    private final PublishedFigures published;
    private final Figures figures;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    PublishedController(PublishedFigures published, Figures figures, Access access, Audit audit, Clock clock) {
        this.published = published;
        this.figures = figures;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Published figures of one year beside ours of a period. */
    record PublishedView(
            int year,
            NavigableSet<Integer> years,
            LocalDate from,
            LocalDate to,
            Instant knownAt,
            String source,
            List<FigureView> figures) {}

    /** One published figure; {@code ours} is absent where Kith does not count the same. */
    record FigureView(
            String code,
            String text,
            Map<String, BigDecimal> values,
            @Nullable String measureCode,
            @Nullable Long ours,
            @Nullable String caution,
            String source) {}

    /** Without a year it shows the newest; without dates, ours are of the year up to today. */
    @GetMapping("/figures/published")
    PublishedView published(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        access.require(Act.SEE_FIGURES);
        audit.notes("figures.published-seen", null, List.of());
        var years = published.years();
        var shown = year == null ? years.last() : year;
        if (!years.contains(shown)) {
            throw new Invalid(List.of(new FieldProblem(
                    "year",
                    "nothing-published",
                    "Years from %d to %d are here".formatted(years.first(), years.last()))));
        }
        var last = to == null ? FromOutside.lastDay(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE)) : to;
        var period = new Period(from == null ? last.plusDays(1).minusYears(1) : from, last);
        FromOutside.onlyWholeMonths(period);
        var answer = figures.asKnownNow(ScopeCode.COUNTY, period, false);
        var ours = new HashMap<Measure, Long>();
        var small = FromOutside.looks()
                ? SmallNumbers.leftOutOf(answer.figures())
                : answer.figures().stream().map(SmallNumbers.Shown::exactly).toList();
        for (var figure : small) {
            if (figure.value() != null) {
                ours.put(figure.figure().measure(), figure.value());
            }
        }
        return new PublishedView(
                shown,
                years,
                period.from(),
                period.to(),
                answer.known().knownAt(),
                FILES,
                published.of(shown, Council.current()).stream()
                        .map(figure -> view(figure, ours))
                        .toList());
    }

    private static FigureView view(PublishedFigure figure, Map<Measure, Long> ours) {
        var measure = figure.ours();
        return new FigureView(
                figure.code(),
                figure.text(),
                figure.values(),
                measure == null ? null : measure.name(),
                measure == null ? null : ours.get(measure),
                figure.caution(),
                "%s, year ending 31 March %d".formatted(figure.source(), figure.year()));
    }
}
