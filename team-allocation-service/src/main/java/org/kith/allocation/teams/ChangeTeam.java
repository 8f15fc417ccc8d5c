package org.kith.allocation.teams;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rename a team, change its room, let it go live, close it or give it areas, from a day on. What is absent stays.
 *
 * @param code the team
 * @param name its new name
 * @param capacityPoints its new room
 * @param liveFrom first day it takes families
 * @param closedFrom first day it takes none
 * @param areas areas it takes over from that day, from whichever team serves them
 * @param from first day of the change
 */
public record ChangeTeam(
        TeamCode code,
        @Nullable String name,
        @Nullable Integer capacityPoints,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom,
        List<AreaCode> areas,
        LocalDate from) {}
