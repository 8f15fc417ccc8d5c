package org.kith.outcomes.measures;

import java.time.LocalDate;

/** What one fact or record adds to one count. */
public record Contribution(Measure measure, ScopeCode scope, LocalDate day, String sourceId) {}
