package org.kith.referral.referrals;

import java.time.Instant;
import org.kith.referral.households.FamilyId;

/** A person said which family the referral is about; it was held to be about {@code earlier}. */
public record ReferralMatchCorrected(ReferralId referral, FamilyId earlier, FamilyId family, String by, Instant at) {}
