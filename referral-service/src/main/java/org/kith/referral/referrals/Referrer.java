package org.kith.referral.referrals;

import org.jspecify.annotations.Nullable;
import org.kith.referral.households.Masks;

/** Who told us, and how to reach them. */
public record Referrer(
        String name,
        @Nullable String role,
        @Nullable String organisation,
        String sourceCode,
        @Nullable String telephone,
        @Nullable String email) {

    /** The same, with protected addresses taken out of what was written. */
    Referrer without(Masks masks) {
        return new Referrer(
                masks.over(name), masks.overAny(role), masks.overAny(organisation), sourceCode, telephone, email);
    }
}
