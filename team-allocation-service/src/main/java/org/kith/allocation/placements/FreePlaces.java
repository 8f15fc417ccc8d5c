package org.kith.allocation.placements;

import org.kith.allocation.teams.TeamOnDay;

/** How many more families a team can take. */
@FunctionalInterface
public interface FreePlaces {

    int in(TeamOnDay team);
}
