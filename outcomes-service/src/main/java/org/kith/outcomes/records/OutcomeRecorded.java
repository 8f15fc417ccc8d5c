package org.kith.outcomes.records;

import org.jspecify.annotations.Nullable;

/** An outcome was recorded, corrected or withdrawn; {@code teamCode} is the team that held the family that day. */
public record OutcomeRecorded(
        OutcomeRecord outcome, @Nullable String teamCode) {}
