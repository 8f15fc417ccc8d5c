package org.kith.platform.security;

import java.util.Set;

/**
 * Which families somebody's roles reach for one act. It is an upper bound: exclusions and restrictions are asked for each family
 * with {@link Access#mayForFamilies}.
 *
 * @param anywhere every family of the council
 * @param teams codes of the teams whose families it reaches
 * @param involved families they are assigned to now
 * @param unheld families no team holds
 */
public record FamilyReach(boolean anywhere, Set<String> teams, boolean involved, boolean unheld) {

    public FamilyReach {
        teams = Set.copyOf(teams);
    }

    /** Whether it reaches no family at all. */
    public boolean none() {
        return !anywhere && teams.isEmpty() && !involved && !unheld;
    }
}
