package org.kith.referral.referrals;

/** A screening worker opens a referral. */
public record LookAtReferral(ReferralId referral, String by) {}
