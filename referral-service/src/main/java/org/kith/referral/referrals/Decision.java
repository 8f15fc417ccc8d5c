package org.kith.referral.referrals;

import org.jspecify.annotations.Nullable;
import org.kith.referral.thresholds.LevelOfNeed;

/** How a referral is decided. */
public sealed interface Decision {

    /** The level of need the worker saw, where they named one. */
    @Nullable LevelOfNeed level();

    /** The family needs a locality team; its address goes into the vault first where the worker sees that it must not be known. */
    record Accept(@Nullable LevelOfNeed level, boolean protectAddress) implements Decision {}

    /** No further action, for this reason. */
    record Decline(String reasonCode, @Nullable LevelOfNeed level) implements Decision {}

    /** Another service helps. */
    record Signpost(String serviceCode, @Nullable LevelOfNeed level) implements Decision {}
}
