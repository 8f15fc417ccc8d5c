package org.kith.allocation.placements;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamCode;

/**
 * All the policy looks at.
 *
 * @param heldBy the team that holds the family already
 * @param area where it lives; absent when protected, unknown or outside the county
 * @param district its district; absent when unknown
 * @param addressProtected somebody must not learn where it lives
 * @param on the day of the decision
 */
public record FamilyToPlace(
        @Nullable TeamCode heldBy,
        @Nullable AreaCode area,
        @Nullable DistrictCode district,
        boolean addressProtected,
        LocalDate on) {}
