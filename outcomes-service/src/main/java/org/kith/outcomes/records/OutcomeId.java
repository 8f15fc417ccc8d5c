package org.kith.outcomes.records;

import java.util.UUID;

/** One record of an outcome. */
public record OutcomeId(UUID value) {}
