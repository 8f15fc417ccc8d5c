package org.kith.referral.referrals;

import java.time.Instant;
import org.kith.referral.households.FamilyId;

/** A screening worker opened the referral for the first time. */
public record ReferralLookedAt(ReferralId referral, FamilyId family, String by, Instant at) {}
