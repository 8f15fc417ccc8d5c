package org.kith.referral.referrals;

import java.time.Instant;
import org.kith.referral.households.FamilyId;

/** A person said which family the referral is about. */
public record ReferralMatchCorrected(ReferralId referral, FamilyId family, String by, Instant at) {}
