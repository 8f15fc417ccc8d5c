package org.kith.allocation.workers;

import org.kith.allocation.teams.TeamCode;
import org.kith.platform.security.Role;

/**
 * A role in a team, or for the county.
 *
 * @param role which role
 * @param team code of the team, or COUNTY
 */
public record RoleIn(Role role, String team) {

    /** Whether it is a role in that team. */
    public boolean in(TeamCode code) {
        return team.equals(code.value());
    }

    /** Whether it is for the county. */
    public boolean county() {
        return team.equals(TeamCode.COUNTY);
    }
}
