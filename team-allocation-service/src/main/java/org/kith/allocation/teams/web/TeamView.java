package org.kith.allocation.teams.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.TeamOnDay;

/** A team on one day; {@code held} counts now, whatever day was asked for, and areas are shown for one team only. */
record TeamView(
        String code,
        String name,
        String districtCode,
        int capacityPoints,
        int held,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom,
        boolean live,
        @Nullable List<String> areas) {

    static TeamView of(TeamOnDay team, int held, @Nullable List<AreaCode> areas) {
        return new TeamView(
                team.code().value(),
                team.name(),
                team.district().value(),
                team.capacityPoints(),
                held,
                team.liveFrom(),
                team.closedFrom(),
                team.live(),
                areas == null ? null : areas.stream().map(AreaCode::value).toList());
    }
}
