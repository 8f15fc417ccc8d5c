package org.kith.referral.referrals;

import java.util.UUID;

/** A referral's id, in every service. */
public record ReferralId(UUID value) {}
