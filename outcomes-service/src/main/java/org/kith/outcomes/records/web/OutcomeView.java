package org.kith.outcomes.records.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.records.OutcomeRecord;

/** One record as it is shown; {@code standing} is false once another has corrected or withdrawn it, and for withdrawals. */
record OutcomeView(
        UUID outcomeId,
        UUID familyId,
        UUID childId,
        String kindCode,
        String kindText,
        LocalDate happenedOn,
        @Nullable UUID correctsOutcomeId,
        boolean withdrawn,
        boolean standing,
        @Nullable String note,
        Instant recordedAt,
        String recordedBy) {

    static OutcomeView of(OutcomeRecord outcome, boolean standing, boolean withNote) {
        return new OutcomeView(
                outcome.id().value(),
                outcome.family().value(),
                outcome.child().value(),
                outcome.kind().name(),
                outcome.kind().text(),
                outcome.happenedOn(),
                outcome.corrects() == null ? null : outcome.corrects().value(),
                outcome.withdrawn(),
                standing,
                withNote ? outcome.note() : null,
                outcome.recordedAt(),
                outcome.recordedBy());
    }
}
