package org.kith.referral.referrals;

/** What can be done with a referral. */
enum ReferralAct {
    LOOK_AT,
    CORRECT_FAMILY,
    ACCEPT,
    DECLINE,
    SIGNPOST
}
