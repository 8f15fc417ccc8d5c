package org.kith.referral.households;

import java.time.Instant;

/** A family that was known before is protected from now on. */
public record AddressProtected(FamilyId family, Instant at) {}
