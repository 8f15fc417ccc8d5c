package org.kith.referral.households;

import org.jspecify.annotations.Nullable;

/**
 * As much of a family's place as may travel: a protected family's district at most.
 *
 * @param areaCode absent when protected, unknown or outside the county
 */
public record Whereabouts(
        boolean addressProtected,
        @Nullable String areaCode,
        @Nullable String districtCode) {}
