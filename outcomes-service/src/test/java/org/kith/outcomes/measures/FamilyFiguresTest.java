package org.kith.outcomes.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.MONDAY;
import static org.kith.outcomes.Stories.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FactKind;
import org.kith.outcomes.journeys.FamilyHistory;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.HeardFact;
import org.kith.outcomes.journeys.Referral;
import org.kith.outcomes.journeys.ReferralId;
import org.kith.outcomes.records.OutcomeId;
import org.kith.outcomes.records.OutcomeKind;
import org.kith.outcomes.records.OutcomeRecord;
import org.kith.platform.time.WorkingDays;

class FamilyFiguresTest {

    private static final WorkingDays ENGLAND = WorkingDays.england();
    private static final FamilyId FAMILY = new FamilyId(UUID.randomUUID());
    private static final ChildId CHILD = new ChildId(UUID.randomUUID());
    private static final ChildId SIBLING = new ChildId(UUID.randomUUID());
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    private final List<HeardFact> facts = new ArrayList<>();
    private final List<OutcomeRecord> records = new ArrayList<>();

    @Test
    void a_referral_of_two_children_is_one_referral_and_two_childrens_referrals() {
        received(at(MONDAY), CHILD, SIBLING);

        assertThat(county())
                .isEqualTo(Map.of(
                        Measure.REFERRALS_RECEIVED, 1L,
                        Measure.CHILDREN_REFERRED, 2L,
                        Measure.DISTINCT_CHILDREN_REFERRED, 2L));
    }

    @Test
    void a_child_referred_again_after_365_days_is_a_re_referral_and_after_366_is_not() {
        received(at(MONDAY), CHILD);
        received(at(MONDAY.plusDays(365)), CHILD, SIBLING);
        received(at(MONDAY.plusDays(365 + 366)), CHILD, SIBLING);

        assertThat(county()).containsEntry(Measure.RE_REFERRALS, 1L).containsEntry(Measure.CHILDREN_REFERRED, 5L);
    }

    @Test
    void each_child_is_referred_for_the_first_time_once_in_a_year_that_ends_in_march() {
        received(at(LocalDate.of(2025, 3, 31)), CHILD);
        received(at(LocalDate.of(2025, 4, 1)), CHILD);
        received(at(LocalDate.of(2026, 3, 31)), CHILD, SIBLING);

        assertThat(days(Measure.DISTINCT_CHILDREN_REFERRED))
                .isEqualTo(Map.of(
                        LocalDate.of(2025, 3, 31), 1L,
                        LocalDate.of(2025, 4, 1), 1L,
                        LocalDate.of(2026, 3, 31), 1L));
    }

    @Test
    void a_day_begins_and_ends_in_england() {
        received(Instant.parse("2025-06-01T23:30:00Z"), CHILD);

        assertThat(days(Measure.REFERRALS_RECEIVED)).isEqualTo(Map.of(MONDAY, 1L));
    }

    @Test
    void a_decision_by_the_end_of_monday_is_within_a_working_day_of_friday() {
        var inTime = received(at(FRIDAY, 16), CHILD);
        decided(FactKind.REFERRAL_DECLINED, inTime, at(FRIDAY, 16), at(FRIDAY.plusDays(3), 23), CHILD);
        var late = received(at(FRIDAY, 16), SIBLING);
        decided(FactKind.REFERRAL_SIGNPOSTED, late, at(FRIDAY, 16), at(FRIDAY.plusDays(4), 0), SIBLING);

        assertThat(county())
                .containsEntry(Measure.DECISIONS_DECLINED, 1L)
                .containsEntry(Measure.DECISIONS_SIGNPOSTED, 1L)
                .containsEntry(Measure.DECIDED_WITHIN_ONE_WORKING_DAY, 1L)
                // 79 to Monday at eleven at night, 80 to midnight
                .containsEntry(Measure.HOURS_TO_DECISION, 79L + 80L);
    }

    @Test
    void a_family_that_leaves_the_queue_without_a_team_waits_no_longer_and_is_no_teams_closing() {
        var first = received(at(MONDAY), CHILD);
        decided(FactKind.REFERRAL_ACCEPTED, first, at(MONDAY), at(MONDAY, 12), CHILD);
        fact(FactKind.FAMILY_WAITING, null, null, at(MONDAY, 13));
        fact(FactKind.FAMILY_CLOSED, null, null, at(MONDAY.plusDays(1)));

        assertThat(days(Measure.FAMILIES_WAITING)).isEqualTo(Map.of(MONDAY, 1L, MONDAY.plusDays(1), -1L));
        assertThat(county()).doesNotContainKey(Measure.FAMILIES_CLOSED);
    }

    @Test
    void first_help_is_counted_once_and_its_hours_run_from_the_first_referral() {
        var first = received(at(MONDAY), CHILD);
        decided(FactKind.REFERRAL_ACCEPTED, first, at(MONDAY), at(MONDAY, 12), CHILD);
        received(at(MONDAY, 14), CHILD);
        allocated(first, "T01", at(MONDAY.plusDays(1)));
        fact(FactKind.INPUT_RECORDED, null, null, at(MONDAY.plusDays(2), 10));
        fact(FactKind.INPUT_RECORDED, null, null, at(MONDAY.plusDays(3), 10));

        assertThat(county())
                .containsEntry(Measure.FIRST_HELP_GIVEN, 1L)
                .containsEntry(Measure.HOURS_TO_FIRST_HELP, 49L);
        assertThat(of("T01")).containsEntry(Measure.FIRST_HELP_GIVEN, 1L);
    }

    @Test
    void a_family_waits_until_a_team_holds_it() {
        var referral = received(at(MONDAY), CHILD);
        decided(FactKind.REFERRAL_ACCEPTED, referral, at(MONDAY), at(MONDAY), CHILD);
        fact(FactKind.FAMILY_WAITING, referral, null, at(MONDAY));
        fact(FactKind.FAMILY_WAITING, referral, null, at(MONDAY, 11));

        assertThat(days(Measure.FAMILIES_WAITING)).isEqualTo(Map.of(MONDAY, 1L));

        allocated(referral, "T01", at(FRIDAY));

        assertThat(days(Measure.FAMILIES_WAITING)).isEqualTo(Map.of(MONDAY, 1L, FRIDAY, -1L));
        assertThat(county()).containsEntry(Measure.FAMILIES_ALLOCATED, 1L);
    }

    @Test
    void a_family_that_is_held_is_not_allocated_again_and_a_transfer_is_no_allocation() {
        var referral = received(at(MONDAY), CHILD);
        allocated(referral, "T01", at(MONDAY, 12));
        allocated(received(at(MONDAY, 13), CHILD), "T01", at(MONDAY, 14));
        fact(FactKind.FAMILY_TRANSFERRED, null, "T02", at(FRIDAY));

        assertThat(county()).containsEntry(Measure.FAMILIES_ALLOCATED, 1L);
        assertThat(of("T02")).doesNotContainKey(Measure.FAMILIES_ALLOCATED);
    }

    @Test
    void a_fact_counts_for_the_team_that_held_the_family_that_day() {
        var referral = received(at(MONDAY), CHILD);
        allocated(referral, "T01", at(MONDAY.plusDays(2)));
        fact(FactKind.FAMILY_TRANSFERRED, null, "T02", at(FRIDAY));
        record(OutcomeKind.CARE_ENTRY, MONDAY.plusDays(3));
        record(OutcomeKind.CARE_EXIT, FRIDAY);
        record(OutcomeKind.PROTECTION_PLAN_START, MONDAY.plusDays(1));

        assertThat(of("T01"))
                .containsEntry(Measure.CARE_ENTRIES, 1L)
                .doesNotContainKeys(Measure.CARE_EXITS, Measure.PROTECTION_PLAN_STARTS);
        assertThat(of("T02")).containsEntry(Measure.CARE_EXITS, 1L);
        assertThat(county()).containsEntry(Measure.PROTECTION_PLAN_STARTS, 1L);
    }

    @Test
    void a_child_in_care_is_in_the_number_of_whichever_team_holds_the_family_and_no_team_falls_below_nought() {
        var referral = received(at(MONDAY), CHILD);
        record(OutcomeKind.CARE_ENTRY, MONDAY.minusDays(30));
        allocated(referral, "T01", at(MONDAY.plusDays(2)));
        fact(FactKind.FAMILY_TRANSFERRED, null, "T02", at(FRIDAY));

        assertThat(days(Measure.CHILDREN_IN_CARE, "T01"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(MONDAY.plusDays(2), 1L, FRIDAY, -1L));
        assertThat(of("T02")).containsEntry(Measure.CHILDREN_IN_CARE, 1L);

        record(OutcomeKind.CARE_EXIT, FRIDAY.plusDays(10));

        assertThat(of("T02")).containsEntry(Measure.CARE_EXITS, 1L);
        for (var team : List.of("T01", "T02")) {
            assertThat(of(team)).containsEntry(Measure.CHILDREN_IN_CARE, 0L);
            long stock = 0;
            for (var moved : days(Measure.CHILDREN_IN_CARE, team).values()) {
                stock += moved;
                assertThat(stock).as("children in care of %s", team).isNotNegative();
            }
        }
        assertThat(county()).containsEntry(Measure.CHILDREN_IN_CARE, 0L);
    }

    @Test
    void a_child_who_left_care_before_a_team_had_the_family_is_in_no_teams_number() {
        record(OutcomeKind.CARE_ENTRY, MONDAY.minusDays(30));
        record(OutcomeKind.CARE_EXIT, MONDAY.minusDays(3));
        allocated(received(at(MONDAY), CHILD), "T01", at(MONDAY, 12));

        assertThat(days(Measure.CHILDREN_IN_CARE, "T01")).isEmpty();
    }

    @Test
    void a_referral_of_a_family_without_a_team_counts_for_the_team_it_led_to() {
        var referral = received(at(MONDAY), CHILD);
        allocated(referral, "T01", at(MONDAY.plusDays(2)));

        assertThat(of("T01")).containsEntry(Measure.REFERRALS_RECEIVED, 1L);
    }

    @Test
    void the_stock_of_a_day_is_that_of_the_day_before_with_starts_and_less_ends() {
        var random = new Random(20_260_301L);
        var day = MONDAY;
        for (int episode = 0; episode < 40; episode++) {
            record(OutcomeKind.CARE_ENTRY, day.plusDays(random.nextInt(200)));
        }
        var entries = List.copyOf(records);
        entries.stream()
                .filter(entry -> random.nextBoolean())
                .forEach(entry ->
                        record(OutcomeKind.CARE_EXIT, entry.happenedOn().plusDays(random.nextInt(100))));

        var starts = days(Measure.CARE_ENTRIES);
        var ends = days(Measure.CARE_EXITS);
        var moves = days(Measure.CHILDREN_IN_CARE);

        long stock = 0;
        long counted = 0;
        for (var each = day; each.isBefore(day.plusDays(301)); each = each.plusDays(1)) {
            stock = stock + starts.getOrDefault(each, 0L) - ends.getOrDefault(each, 0L);
            counted += moves.getOrDefault(each, 0L);
            assertThat(counted).as("children in care on %s", each).isEqualTo(stock);
        }
        assertThat(stock)
                .isEqualTo(starts.values().stream().mapToLong(Long::longValue).sum()
                        - ends.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void closing_counts_once_even_where_a_joined_family_is_closed_as_well() {
        var absorbed = new FamilyId(UUID.randomUUID());
        var referral = received(at(MONDAY), CHILD);
        allocated(referral, "T01", at(MONDAY, 12));
        facts.add(on(absorbed, FactKind.FAMILY_ALLOCATED, null, "T02", at(MONDAY, 13)));
        facts.add(new HeardFact(
                UUID.randomUUID().toString(),
                FactKind.FAMILY_JOINED,
                "referral",
                FAMILY.value().toString(),
                9,
                FAMILY,
                null,
                List.of(),
                null,
                null,
                at(FRIDAY),
                null,
                FAMILY,
                absorbed,
                at(FRIDAY)));
        facts.add(on(absorbed, FactKind.FAMILY_CLOSED, null, "T02", at(FRIDAY, 10)));

        assertThat(county()).doesNotContainKey(Measure.FAMILIES_CLOSED);

        fact(FactKind.FAMILY_CLOSED, null, "T01", at(FRIDAY, 12));

        assertThat(county()).containsEntry(Measure.FAMILIES_CLOSED, 1L);
    }

    @Test
    void the_order_of_hearing_changes_nothing() {
        var referral = received(at(MONDAY), CHILD, SIBLING);
        decided(FactKind.REFERRAL_ACCEPTED, referral, at(MONDAY), at(MONDAY, 10), CHILD, SIBLING);
        fact(FactKind.FAMILY_WAITING, referral, null, at(MONDAY, 10));
        allocated(referral, "T01", at(MONDAY, 12));
        fact(FactKind.INPUT_RECORDED, null, null, at(FRIDAY));
        fact(FactKind.FAMILY_CLOSED, null, "T01", at(FRIDAY.plusDays(30)));
        var again = received(at(FRIDAY.plusDays(40)), CHILD);
        decided(FactKind.REFERRAL_DECLINED, again, at(FRIDAY.plusDays(40)), at(FRIDAY.plusDays(41)), CHILD);
        var expected = figures();
        long seed = 7;
        var random = new Random(seed);

        for (int round = 0; round < 50; round++) {
            Collections.shuffle(facts, random);
            assertThat(figures()).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    private ReferralId received(Instant at, ChildId... children) {
        var referral = new ReferralId(UUID.randomUUID());
        facts.add(about(FactKind.REFERRAL_RECEIVED, referral, at, at, children));
        return referral;
    }

    private void decided(FactKind kind, ReferralId referral, Instant receivedAt, Instant at, ChildId... children) {
        facts.add(about(kind, referral, receivedAt, at, children));
    }

    private void allocated(ReferralId referral, String team, Instant at) {
        fact(FactKind.FAMILY_ALLOCATED, referral, team, at);
    }

    private void fact(FactKind kind, @Nullable ReferralId referral, @Nullable String team, Instant at) {
        facts.add(on(FAMILY, kind, referral, team, at));
    }

    private HeardFact on(
            FamilyId family, FactKind kind, @Nullable ReferralId referral, @Nullable String team, Instant at) {
        return new HeardFact(
                UUID.randomUUID().toString(),
                kind,
                "allocation",
                family.value().toString(),
                facts.size() + 1,
                family,
                referral,
                List.of(),
                team,
                "REASON",
                at,
                null,
                null,
                null,
                at);
    }

    private HeardFact about(FactKind kind, ReferralId referral, Instant receivedAt, Instant at, ChildId... children) {
        return new HeardFact(
                UUID.randomUUID().toString(),
                kind,
                "referral",
                FAMILY.value().toString(),
                facts.size() + 1,
                FAMILY,
                referral,
                List.of(children),
                null,
                "REASON",
                at,
                receivedAt,
                null,
                null,
                at);
    }

    private void record(OutcomeKind kind, LocalDate day) {
        records.add(new OutcomeRecord(
                new OutcomeId(UUID.randomUUID()), FAMILY, CHILD, kind, day, null, false, null, at(MONDAY), "worker"));
    }

    private Map<Contribution, Long> figures() {
        var history = FamilyHistory.of(FAMILY, Set.of(FAMILY), facts);
        var referralsOf = new HashMap<ChildId, List<Referral>>();
        history.referrals()
                .forEach(referral -> referral.children()
                        .forEach(child -> referralsOf
                                .computeIfAbsent(child, id -> new ArrayList<>())
                                .add(referral)));
        return FamilyFigures.of(history, records, referralsOf, ENGLAND);
    }

    private Map<Measure, Long> county() {
        return of(ScopeCode.COUNTY.value());
    }

    private Map<Measure, Long> of(String scope) {
        var sums = new HashMap<Measure, Long>();
        figures().forEach((contribution, amount) -> {
            if (contribution.scope().value().equals(scope)) {
                sums.merge(contribution.measure(), amount, Long::sum);
            }
        });
        return sums;
    }

    private Map<LocalDate, Long> days(Measure measure) {
        return days(measure, ScopeCode.COUNTY.value());
    }

    private Map<LocalDate, Long> days(Measure measure, String scope) {
        var days = new TreeMap<LocalDate, Long>();
        figures().forEach((contribution, amount) -> {
            if (contribution.measure() == measure
                    && contribution.scope().value().equals(scope)) {
                days.merge(contribution.day(), amount, Long::sum);
            }
        });
        days.values().removeIf(value -> value == 0);
        return days;
    }
}
