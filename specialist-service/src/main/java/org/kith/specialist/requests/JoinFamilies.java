package org.kith.specialist.requests;

import java.time.Instant;

/** Two families turned out to be one; the absorbed one goes on as the survivor. */
public record JoinFamilies(FamilyId survivor, FamilyId absorbed, Instant at) {}
