package org.kith.allocation.families;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;

/**
 * Give an accepted family its team.
 *
 * @param family the family the referral is bound to
 * @param referral the accepted referral
 * @param area where it lives; absent when protected, unknown or outside the county
 * @param district its district; absent when unknown
 * @param addressProtected somebody must not learn where it lives
 * @param immediateDanger a child was said to be in danger
 * @param at when it was accepted (valid time)
 */
public record AllocateFamily(
        FamilyId family,
        ReferralId referral,
        @Nullable AreaCode area,
        @Nullable DistrictCode district,
        boolean addressProtected,
        boolean immediateDanger,
        Instant at) {}
