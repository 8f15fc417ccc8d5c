package org.kith.allocation.teams;

import java.time.LocalDate;

/** A team takes families from this day. */
public record TeamWentLive(TeamCode team, String name, DistrictCode district, LocalDate liveFrom, int capacityPoints) {}
