package org.kith.outcomes.measures.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Figure;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.Period;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.outcomes.measures.SmallNumbers;

/** Figures as they are shown; asking again with their {@code knownAt} gives the same numbers. */
record FiguresView(
        Instant knownAt,
        long knowledgeSequence,
        LocalDate from,
        LocalDate to,
        String scopeCode,
        String scopeText,
        List<MeasureView> measures) {

    /**
     * One measure over the period. For hours {@code value} is their sum, and the median stands beside it; {@code suppressed} says
     * {@code c} in place of a number that is too small to be shown.
     */
    record MeasureView(
            String measureCode,
            String text,
            String sort,
            String scopeCode,
            @Nullable Long value,
            @Nullable String suppressed,
            @Nullable Long count,
            @Nullable Double median,
            @Nullable List<Figure.Day> days) {}

    static FiguresView of(
            Figures.Answer answer,
            List<SmallNumbers.Shown> shown,
            Period period,
            ScopeCode scope,
            String scopeText,
            boolean withDays) {
        return new FiguresView(
                answer.known().knownAt(),
                answer.known().knowledgeSequence(),
                period.from(),
                period.to(),
                scope.value(),
                scopeText,
                shown.stream().map(one -> view(one, scope, withDays)).toList());
    }

    private static MeasureView view(SmallNumbers.Shown shown, ScopeCode scope, boolean withDays) {
        var measure = shown.figure().measure();
        return new MeasureView(
                measure.name(),
                measure.text(),
                measure.sort().name(),
                scope.value(),
                shown.value(),
                shown.suppressed() ? SmallNumbers.SUPPRESSED : null,
                shown.count(),
                shown.median(),
                withDays && !shown.suppressed() ? shown.figure().days() : null);
    }
}
