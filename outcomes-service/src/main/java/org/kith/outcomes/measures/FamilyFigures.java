package org.kith.outcomes.measures;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FactKind;
import org.kith.outcomes.journeys.FamilyHistory;
import org.kith.outcomes.journeys.HeardFact;
import org.kith.outcomes.journeys.Referral;
import org.kith.outcomes.journeys.ReferralId;
import org.kith.outcomes.records.OutcomeKind;
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
        figures.countEpisodes(standing, OutcomeKind.CARE_ENTRY, OutcomeKind.CARE_EXIT, Measure.CHILDREN_IN_CARE);
        figures.countEpisodes(
                standing, OutcomeKind.PROTECTION_PLAN_START, OutcomeKind.PROTECTION_PLAN_END, Measure.CHILDREN_ON_PLAN);
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
        var source = source(outcome);
        switch (outcome.kind()) {
            case CARE_ENTRY -> add(Measure.CARE_ENTRIES, team, day, source, 1);
            case CARE_EXIT -> add(Measure.CARE_EXITS, team, day, source, 1);
            case PROTECTION_PLAN_START -> add(Measure.PROTECTION_PLAN_STARTS, team, day, source, 1);
            case PROTECTION_PLAN_END -> add(Measure.PROTECTION_PLAN_ENDS, team, day, source, 1);
            case PROCEEDINGS_ISSUED -> add(Measure.PROCEEDINGS_ISSUED, team, day, source, 1);
            case PROCEEDINGS_CONCLUDED -> add(Measure.PROCEEDINGS_CONCLUDED, team, day, source, 1);
        }
    }

    /** The county's number is starts less ends; a team's is of the families that it holds, and moves with them. */
    private void countEpisodes(
            Collection<OutcomeRecord> standing, OutcomeKind begins, OutcomeKind ends, Measure measure) {
        var moves = history.daysOfAnotherTeam();
        standing.stream()
                .filter(outcome -> outcome.kind() == begins || outcome.kind() == ends)
                .sorted(Comparator.comparing(OutcomeRecord::happenedOn))
                .collect(Collectors.groupingBy(OutcomeRecord::child))
                .values()
                .forEach(ofChild -> {
                    var open = new ArrayDeque<OutcomeRecord>();
                    for (var outcome : ofChild) {
                        add(
                                measure,
                                ScopeCode.COUNTY,
                                outcome.happenedOn(),
                                source(outcome),
                                outcome.kind() == begins ? 1 : -1);
                        if (outcome.kind() == begins) {
                            open.add(outcome);
                        }
                    }
                    ofChild.stream().filter(outcome -> outcome.kind() == ends).forEach(end -> {
                        // what began under another family is in no team's number here
                        var begun = open.peek();
                        if (begun != null && !begun.happenedOn().isAfter(end.happenedOn())) {
                            countInTeams(measure, open.remove(), end, moves);
                        }
                    });
                    open.forEach(begun -> countInTeams(measure, begun, null, moves));
                });
    }

    /** A child is in the number of whichever team holds the family, from the day it began to the day it ended. */
    private void countInTeams(
            Measure measure, OutcomeRecord begun, @Nullable OutcomeRecord end, SortedSet<LocalDate> moves) {
        var team = history.teamOn(begun.happenedOn());
        addToTeam(measure, team, begun.happenedOn(), source(begun), 1);
        for (var day : moves.tailSet(begun.happenedOn().plusDays(1))) {
            if (end != null && !day.isBefore(end.happenedOn())) {
                break;
            }
            addToTeam(measure, team, day, source(begun), -1);
            team = history.teamOn(day);
            addToTeam(measure, team, day, source(begun), 1);
        }
        if (end != null) {
            addToTeam(measure, team, end.happenedOn(), source(end), -1);
        }
    }

    private static String source(OutcomeRecord outcome) {
        return outcome.id().value().toString();
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
        add(measure, ScopeCode.COUNTY, day, source, amount);
        addToTeam(measure, team, day, source, amount);
    }

    private void addToTeam(Measure measure, @Nullable String team, LocalDate day, String source, long amount) {
        if (team != null) {
            add(measure, new ScopeCode(team), day, source, amount);
        }
    }

    private void add(Measure measure, ScopeCode scope, LocalDate day, String source, long amount) {
        amounts.merge(new Contribution(measure, scope, day, source), amount, Long::sum);
    }
}
