package org.kith.referral.referrals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decide a referral.
 *
 * @param reason why, in a sentence of the worker's own
 * @param decidedAt when it was decided; absent for now
 */
public record DecideReferral(
        ReferralId referral,
        Decision decision,
        String reason,
        String by,
        @Nullable Instant decidedAt) {}
