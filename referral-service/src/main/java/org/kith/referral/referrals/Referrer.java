package org.kith.referral.referrals;

import org.jspecify.annotations.Nullable;

/** Who told us, and how to reach them. */
public record Referrer(
        String name,
        @Nullable String role,
        @Nullable String organisation,
        String sourceCode,
        @Nullable String telephone,
        @Nullable String email) {}
