package org.kith.outcomes.records.web;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a worker says happened for a child, or puts right. */
record OutcomeForm(
        @Nullable UUID familyId,
        @Nullable UUID childId,
        @Nullable String kindCode,
        @Nullable LocalDate happenedOn,
        @Nullable UUID correctsOutcomeId,
        @Nullable Boolean withdrawn,
        @Nullable String note) {}
