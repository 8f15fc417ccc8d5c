package org.kith.referral.families;

import java.time.Instant;
import org.kith.referral.households.FamilyId;

/** Two families turned out to be one. */
public record FamiliesJoined(FamilyId survivor, FamilyId absorbed, String by, Instant at) {}
