package org.kith.allocation.families;

import java.time.Instant;

/** Two families turned out to be one. */
public record JoinFamilies(FamilyId survivor, FamilyId absorbed, Instant at) {}
