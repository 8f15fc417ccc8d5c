package org.kith.outcomes.measures.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Figure;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.Period;
import org.kith.outcomes.measures.ScopeCode;

/** Figures as they are shown; asking again with their {@code knownAt} gives the same numbers. */
record FiguresView(
        Instant knownAt,
        long knowledgeSequence,
        LocalDate from,
        LocalDate to,
        String scopeCode,
        String scopeText,
        List<MeasureView> measures) {

    /** One measure over the period. For hours {@code value} is their sum, and the median stands beside it. */
    record MeasureView(
            String measureCode,
            String text,
            String sort,
            String scopeCode,
            long value,
            @Nullable Long count,
            @Nullable Double median,
            @Nullable List<Figure.Day> days) {}

    static FiguresView of(Figures.Answer answer, Period period, ScopeCode scope, String scopeText, boolean withDays) {
        return new FiguresView(
                answer.known().knownAt(),
                answer.known().knowledgeSequence(),
                period.from(),
                period.to(),
                scope.value(),
                scopeText,
                answer.figures().stream()
                        .map(figure -> new MeasureView(
                                figure.measure().name(),
                                figure.measure().text(),
                                figure.measure().sort().name(),
                                scope.value(),
                                figure.value(),
                                figure.count(),
                                figure.median(),
                                withDays ? figure.days() : null))
                        .toList());
    }
}
