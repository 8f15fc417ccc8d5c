package org.kith.referral.referrals;

import org.jspecify.annotations.Nullable;
import org.kith.referral.households.FamilyId;

/**
 * Say which family a referral is about.
 *
 * @param family a known family; absent for one not known before
 */
public record CorrectMatch(ReferralId referral, @Nullable FamilyId family, String by) {}
