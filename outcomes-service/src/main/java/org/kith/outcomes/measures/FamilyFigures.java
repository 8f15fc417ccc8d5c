package org.kith.outcomes.measures;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FactKind;
import org.kith.outcomes.journeys.FamilyHistory;
import org.kith.outcomes.journeys.HeardFact;
import org.kith.outcomes.journeys.Referral;
import org.kith.outcomes.journeys.ReferralId;
import org.kith.outcomes.records.OutcomeRecord;
import org.kith.platform.time.WorkingDays;

/**
 * Everything one family adds to the counts, worked out from its history and its standing records alone. Whoever learns more
 * works it out again and writes down the difference, so that the order of learning never matters.
 */
public final class FamilyFigures {

    private static final int RE_REFERRAL_DAYS = 365;

    private static final Comparator<Referral> ONE_AFTER_ANOTHER =
            Comparator.comparing(Referral::receivedAt).thenComparing(Referral::id);

    private final FamilyHistory history;
    private final WorkingDays workingDays;
    private final Map<Contribution, Long> amounts = new HashMap<>();

    private FamilyFigures(FamilyHistory history, WorkingDays workingDays) {
        this.history = history;
        this.workingDays = workingDays;
    }

    /**
     * Works it out.
     *
     * @param history the family's history
     * @param standing outcome records made for the family that nothing has corrected or withdrawn
     * @param referralsOf every referral of the family's children, also those under other families
     * @param workingDays England's calendar
     * @return amounts that are not nought
     */
    public static Map<Contribution, Long> of(
            FamilyHistory history,
            Collection<OutcomeRecord> standing,
            Map<ChildId, List<Referral>> referralsOf,
            WorkingDays workingDays) {
        var figures = new FamilyFigures(history, workingDays);
        figures.countReferrals(referralsOf);
        figures.countDecisions();
        figures.countTeams();
        figures.countFirstHelp();
        standing.forEach(figures::count);
        figures.amounts.values().removeIf(amount -> amount == 0);
        return figures.amounts;
    }

    private void countReferrals(Map<ChildId, List<Referral>> referralsOf) {
        for (var fact : history.facts(FactKind.REFERRAL_RECEIVED)) {
            var team = teamOf(fact);
            var referral = fact.referral() == null
                    ? null
                    : history.referral(fact.referral()).orElse(null);
            if (referral == null) {
                continue;
            }
            add(Measure.REFERRALS_RECEIVED, team, fact, 1);
            add(Measure.CHILDREN_REFERRED, team, fact, referral.children().size());
            int again = 0;
            int first = 0;
            for (var child : referral.children()) {
                var others = referralsOf.getOrDefault(child, List.of());
                again += isReReferral(referral, others) ? 1 : 0;
                first += isFirstOfItsYear(referral, others) ? 1 : 0;
            }
            add(Measure.RE_REFERRALS, team, fact, again);
            add(Measure.DISTINCT_CHILDREN_REFERRED, team, fact, first);
        }
    }

    private static boolean isReReferral(Referral referral, List<Referral> ofChild) {
        return ofChild.stream()
                .filter(other -> ONE_AFTER_ANOTHER.compare(other, referral) < 0)
                .anyMatch(other -> ChronoUnit.DAYS.between(other.day(), referral.day()) <= RE_REFERRAL_DAYS);
    }

    private static boolean isFirstOfItsYear(Referral referral, List<Referral> ofChild) {
        return ofChild.stream()
                .noneMatch(other -> ONE_AFTER_ANOTHER.compare(other, referral) < 0
                        && reportingYear(other.day()) == reportingYear(referral.day()));
    }

    /** Official years end on 31 March and are named by that year. */
    public static int reportingYear(LocalDate day) {
        return day.getMonth().compareTo(Month.APRIL) >= 0 ? day.getYear() + 1 : day.getYear();
    }

    private void countDecisions() {
        for (var fact : history.facts()) {
            switch (fact.kind()) {
                case REFERRAL_ACCEPTED -> countDecision(Measure.DECISIONS_ACCEPTED, fact);
                case REFERRAL_DECLINED -> countDecision(Measure.DECISIONS_DECLINED, fact);
                case REFERRAL_SIGNPOSTED -> countDecision(Measure.DECISIONS_SIGNPOSTED, fact);
                default -> {
                    // not a decision
                }
            }
        }
    }

    private void countDecision(Measure measure, HeardFact fact) {
        var team = teamOf(fact);
        add(measure, team, fact, 1);
        if (fact.receivedAt() != null && !fact.at().isBefore(fact.receivedAt())) {
            add(
                    Measure.HOURS_TO_DECISION,
                    team,
                    fact,
                    Duration.between(fact.receivedAt(), fact.at()).toHours());
        }
        if (fact.receivedAt() != null && !fact.at().isAfter(workingDays.deadline(fact.receivedAt(), 1))) {
            add(Measure.DECIDED_WITHIN_ONE_WORKING_DAY, team, fact, 1);
        }
    }

    private void countTeams() {
        history.firstAllocations().forEach(fact -> add(Measure.FAMILIES_ALLOCATED, fact.teamCode(), fact, 1));
        history.closings().forEach(fact -> add(Measure.FAMILIES_CLOSED, fact.teamCode(), fact, 1));
        history.waitsBegun().forEach(fact -> add(Measure.FAMILIES_WAITING, null, fact, 1));
        history.waitsEnded().forEach(fact -> add(Measure.FAMILIES_WAITING, null, fact, -1));
    }

    private void countFirstHelp() {
        for (var journey : history.journeys()) {
            if (journey.firstHelpAt() == null || journey.firstHelpFact() == null) {
                continue;
            }
            var day = LocalDate.ofInstant(journey.firstHelpAt(), WorkingDays.ZONE);
            var team = history.teamOn(day);
            var hours =
                    Duration.between(journey.openedAt(), journey.firstHelpAt()).toHours();
            add(Measure.FIRST_HELP_GIVEN, team, day, journey.firstHelpFact(), 1);
            add(Measure.HOURS_TO_FIRST_HELP, team, day, journey.firstHelpFact(), hours);
        }
    }

    private void count(OutcomeRecord outcome) {
        var day = outcome.happenedOn();
        var team = history.teamOn(day);
        var source = outcome.id().value().toString();
        switch (outcome.kind()) {
            case CARE_ENTRY -> {
                add(Measure.CARE_ENTRIES, team, day, source, 1);
                add(Measure.CHILDREN_IN_CARE, team, day, source, 1);
            }
            case CARE_EXIT -> {
                add(Measure.CARE_EXITS, team, day, source, 1);
                add(Measure.CHILDREN_IN_CARE, team, day, source, -1);
            }
            case PROTECTION_PLAN_START -> {
                add(Measure.PROTECTION_PLAN_STARTS, team, day, source, 1);
                add(Measure.CHILDREN_ON_PLAN, team, day, source, 1);
            }
            case PROTECTION_PLAN_END -> {
                add(Measure.PROTECTION_PLAN_ENDS, team, day, source, 1);
                add(Measure.CHILDREN_ON_PLAN, team, day, source, -1);
            }
            case PROCEEDINGS_ISSUED -> add(Measure.PROCEEDINGS_ISSUED, team, day, source, 1);
            case PROCEEDINGS_CONCLUDED -> add(Measure.PROCEEDINGS_CONCLUDED, team, day, source, 1);
        }
    }

    /** The team that held the family that day; for a referral of a family that none held, the team it led to. */
    private @Nullable String teamOf(HeardFact fact) {
        var holder = history.teamOn(fact.day());
        ReferralId referral = fact.referral();
        return holder != null || referral == null ? holder : history.teamLedTo(referral);
    }

    private void add(Measure measure, @Nullable String team, HeardFact fact, long amount) {
        add(measure, team, fact.day(), fact.factId(), amount);
    }

    private void add(Measure measure, @Nullable String team, LocalDate day, String source, long amount) {
        amounts.merge(new Contribution(measure, ScopeCode.COUNTY, day, source), amount, Long::sum);
        if (team != null) {
            amounts.merge(new Contribution(measure, new ScopeCode(team), day, source), amount, Long::sum);
        }
    }
}
