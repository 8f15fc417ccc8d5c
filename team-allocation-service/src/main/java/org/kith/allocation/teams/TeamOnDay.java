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
 * @param workers how many social workers it has that day, and 0 where that is of no account since nobody is away
 * @param away how many of them are away
 */
public record TeamOnDay(
        TeamCode code,
        String name,
        DistrictCode district,
        int capacityPoints,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom,
        LocalDate day,
        int workers,
        int away) {

    /** What it is called in a sentence. */
    public String called() {
        return name.startsWith("Team ") ? name : "Team " + name;
    }

    /** How many families it has room for that day: those who are away do not count. */
    public int room() {
        return away == 0 ? capacityPoints : (int) ((long) capacityPoints * (workers - away) / workers);
    }

    /** The team and its room in words, with who is missing. */
    public String roomInWords() {
        return "room for " + room() + " families"
                + (away == 0
                        ? ""
                        : ", since " + away + " of its " + workers + " social workers " + (away == 1 ? "is" : "are")
                                + " away");
    }

    /** Whether it takes families that day. */
    public boolean live() {
        return liveFrom != null && !day.isBefore(liveFrom) && !closed();
    }

    /** Whether it has stopped taking families. */
    public boolean closed() {
        return closedFrom != null && !day.isBefore(closedFrom);
    }
}
