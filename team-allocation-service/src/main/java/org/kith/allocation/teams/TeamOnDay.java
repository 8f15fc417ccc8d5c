package org.kith.allocation.teams;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a team on one day.
 *
 * @param code the team
 * @param name what it is called that day
 * @param district the district it belongs to
 * @param capacityPoints how many families it has room for
 * @param liveFrom first day it takes families; absent while it is being made ready
 * @param closedFrom first day it takes none; absent while it works
 * @param day the day
 */
public record TeamOnDay(
        TeamCode code,
        String name,
        DistrictCode district,
        int capacityPoints,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom,
        LocalDate day) {

    /** Whether it takes families that day. */
    public boolean live() {
        return liveFrom != null && !day.isBefore(liveFrom) && !closed();
    }

    /** Whether it has stopped taking families. */
    public boolean closed() {
        return closedFrom != null && !day.isBefore(closedFrom);
    }
}
