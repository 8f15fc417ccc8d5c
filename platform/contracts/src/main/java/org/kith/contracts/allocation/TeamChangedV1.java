package org.kith.contracts.allocation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A locality team changed its name, room or state.
 *
 * @param teamCode the team
 * @param name what the team is called
 * @param districtCode ONS code of its district
 * @param capacityPoints how many families it has room for
 * @param closedFrom first day it takes no families; absent while it works
 * @param effectiveFrom first day of the change
 */
@WireName(value = "team.changed.v1", topic = "kith.teams")
public record TeamChangedV1(
        String teamCode,
        String name,
        String districtCode,
        int capacityPoints,
        @Nullable LocalDate closedFrom,
        LocalDate effectiveFrom)
        implements Announcement {

    @Override
    public String key() {
        return teamCode;
    }
}
