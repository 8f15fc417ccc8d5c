package org.kith.referral.families;

import java.util.List;
import org.kith.referral.households.Household;
import org.kith.referral.referrals.ReferralRecord;

/** A family with the referrals about it, newest first. */
public record FamilyFile(Household household, List<ReferralRecord> referrals) {}
