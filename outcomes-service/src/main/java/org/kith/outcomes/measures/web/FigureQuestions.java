package org.kith.outcomes.measures.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.FamilyFigures;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.FromOutside;
import org.kith.outcomes.measures.Known;
import org.kith.outcomes.measures.Period;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.outcomes.measures.Scopes;
import org.kith.outcomes.measures.SmallNumbers;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.time.WorkingDays;
import org.springframework.stereotype.Component;

/** Reads what is asked about figures, and asks whether it may be answered: the same for screen, file and facts. */
@Component
class FigureQuestions {

    /** A question that may be answered. */
    record Question(
            ScopeCode scope,
            String scopeText,
            Period period,
            @Nullable Known known) {}

    private final Figures figures;
    private final Scopes scopes;
    private final Access access;
    private final Clock clock;

    FigureQuestions(Figures figures, Scopes scopes, Access access, Clock clock) {
        this.figures = figures;
        this.scopes = scopes;
        this.access = access;
        this.clock = clock;
    }

    /** Without dates it is about the reporting year so far; without a moment, about what is known now. */
    Question of(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String scopeCode, @Nullable Instant knownAt) {
        var scope = scopeCode == null || scopeCode.isBlank() ? ScopeCode.COUNTY : new ScopeCode(scopeCode);
        if (scope.equals(ScopeCode.COUNTY)) {
            access.require(Act.SEE_FIGURES);
        } else {
            access.requireInTeam(Act.SEE_FIGURES, scope.value());
        }
        var name = scopes.requireKnown(scope);
        if (!scope.equals(ScopeCode.COUNTY)) {
            FromOutside.isNotShown("Figures of single teams");
        }
        var last = to == null ? FromOutside.lastDay(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE)) : to;
        var first = from == null ? LocalDate.of(FamilyFigures.reportingYear(last) - 1, 4, 1) : from;
        var period = new Period(first, last);
        FromOutside.onlyWholeMonths(period);
        return new Question(scope, name, period, knownAt == null ? null : figures.at(knownAt));
    }

    /** What of an answer may be shown to whoever asks; without small numbers also to those who want to hand it on. */
    static List<SmallNumbers.Shown> shown(Figures.Answer answer, boolean withoutSmall) {
        return withoutSmall || FromOutside.looks()
                ? SmallNumbers.leftOutOf(answer.figures())
                : answer.figures().stream().map(SmallNumbers.Shown::exactly).toList();
    }

    Figures.Answer answer(Question question, boolean withDays) {
        if (withDays) {
            FromOutside.isNotShown("Single days");
        }
        var known = question.known();
        return known == null
                ? figures.asKnownNow(question.scope(), question.period(), withDays)
                : figures.asKnown(known, question.scope(), question.period(), withDays);
    }
}
