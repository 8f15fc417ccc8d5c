package org.kith.allocation.teams;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A team's name, room, areas or state changed from this day. */
public record TeamChanged(
        TeamCode team,
        String name,
        DistrictCode district,
        int capacityPoints,
        @Nullable LocalDate closedFrom,
        LocalDate from) {}
