package org.kith.allocation.teams;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Make a team.
 *
 * @param code its code for ever
 * @param name what it is called
 * @param district the district it belongs to
 * @param capacityPoints how many families it has room for
 * @param liveFrom first day it takes families; absent while that is not known
 * @param from first day it exists on paper
 * @param areas the areas it serves; those of other teams from its first live day
 */
public record CreateTeam(
        TeamCode code,
        String name,
        DistrictCode district,
        int capacityPoints,
        @Nullable LocalDate liveFrom,
        LocalDate from,
        List<AreaCode> areas) {}
