package org.kith.outcomes.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kith.outcomes.Stories.MONDAY;
import static org.kith.outcomes.Stories.at;
import static org.kith.outcomes.records.OutcomeKind.CARE_ENTRY;
import static org.kith.outcomes.records.OutcomeKind.CARE_EXIT;
import static org.kith.outcomes.records.OutcomeKind.PROTECTION_PLAN_START;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.platform.refusal.Refusal;

class ChildRecordsTest {

    private static final FamilyId FAMILY = new FamilyId(UUID.randomUUID());
    private static final ChildId CHILD = new ChildId(UUID.randomUUID());

    private final List<OutcomeRecord> all = new ArrayList<>();

    @Test
    void entries_and_exits_take_turns() {
        take(of(CARE_ENTRY, 0));
        take(of(CARE_EXIT, 10));
        take(of(CARE_ENTRY, 20));

        assertThat(new ChildRecords(all).standing()).hasSize(3);
    }

    @Test
    void a_child_may_leave_and_come_back_on_one_day() {
        take(of(CARE_ENTRY, 0));
        take(of(CARE_EXIT, 10));
        take(of(CARE_ENTRY, 10));
        take(of(CARE_EXIT, 30));

        assertThat(new ChildRecords(all).standing()).hasSize(4);
    }

    @Test
    void an_exit_on_the_day_of_the_entry_is_taken() {
        take(of(CARE_ENTRY, 0));

        assertThatCode(() -> take(of(CARE_EXIT, 0))).doesNotThrowAnyException();
    }

    @Test
    void an_exit_without_an_entry_is_refused() {
        refused("episode-not-begun", of(CARE_EXIT, 0));
    }

    @Test
    void an_exit_before_the_entry_is_refused() {
        take(of(CARE_ENTRY, 10));

        refused("episode-not-begun", of(CARE_EXIT, 9));
    }

    @Test
    void a_second_entry_while_in_care_is_refused() {
        take(of(CARE_ENTRY, 0));

        refused("episode-overlaps", of(CARE_ENTRY, 5));
    }

    @Test
    void an_entry_within_an_earlier_episode_is_refused() {
        take(of(CARE_ENTRY, 0));
        take(of(CARE_EXIT, 10));

        refused("episode-overlaps", of(CARE_ENTRY, 5));
    }

    @Test
    void care_and_protection_plans_do_not_hinder_each_other() {
        take(of(CARE_ENTRY, 0));

        assertThatCode(() -> take(of(PROTECTION_PLAN_START, 5))).doesNotThrowAnyException();
    }

    @Test
    void the_same_record_twice_is_refused() {
        take(of(CARE_ENTRY, 0));

        refused("outcome-already-recorded", of(CARE_ENTRY, 0));
    }

    @Test
    void a_correction_replaces_and_nothing_is_erased() {
        var wrong = take(of(CARE_ENTRY, 0));
        var right = take(record(CARE_ENTRY, MONDAY.plusDays(3), wrong.id(), false));

        assertThat(new ChildRecords(all).standing()).containsExactly(right);
        assertThat(all).contains(wrong);
    }

    @Test
    void a_record_is_corrected_once_and_then_its_correction_is() {
        var wrong = take(of(CARE_ENTRY, 0));
        var better = take(record(CARE_ENTRY, MONDAY.plusDays(3), wrong.id(), false));

        refused("record-already-replaced", record(CARE_ENTRY, MONDAY.plusDays(4), wrong.id(), false));
        take(record(CARE_ENTRY, MONDAY.plusDays(4), better.id(), false));
    }

    @Test
    void an_entry_that_an_exit_needs_is_not_withdrawn() {
        var entry = take(of(CARE_ENTRY, 0));
        take(of(CARE_EXIT, 10));

        refused("episode-not-begun", record(CARE_ENTRY, MONDAY, entry.id(), true));
    }

    @Test
    void a_withdrawn_record_does_not_stand_and_may_be_recorded_again() {
        var entry = take(of(CARE_ENTRY, 0));
        take(record(CARE_ENTRY, MONDAY, entry.id(), true));

        assertThat(new ChildRecords(all).standing()).isEmpty();
        assertThatCode(() -> take(of(CARE_ENTRY, 0))).doesNotThrowAnyException();
    }

    private OutcomeRecord take(OutcomeRecord record) {
        new ChildRecords(all).takes(record);
        all.add(record);
        return record;
    }

    private void refused(String code, OutcomeRecord record) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new ChildRecords(all).takes(record))
                .returns(code, Refusal::code);
    }

    private static OutcomeRecord of(OutcomeKind kind, int afterDays) {
        return record(kind, MONDAY.plusDays(afterDays), null, false);
    }

    private static OutcomeRecord record(
            OutcomeKind kind, LocalDate day, @Nullable OutcomeId corrects, boolean withdrawn) {
        return new OutcomeRecord(
                new OutcomeId(UUID.randomUUID()),
                FAMILY,
                CHILD,
                kind,
                day,
                corrects,
                withdrawn,
                null,
                at(MONDAY),
                "worker");
    }
}
