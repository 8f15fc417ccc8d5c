package org.kith.outcomes.records.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a worker says happened for a child, or puts right. */
record OutcomeForm(
        @Schema(requiredMode = REQUIRED) @Nullable UUID familyId,
        @Schema(requiredMode = REQUIRED) @Nullable UUID childId,
        @Nullable String kindCode,
        @Nullable LocalDate happenedOn,
        @Nullable UUID correctsOutcomeId,
        @Nullable Boolean withdrawn,
        @Nullable String note) {}
