package org.kith.gateway.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.kith.gateway.signin.SignedIn;
import org.kith.gateway.workers.Workers.RoleIn;

/**
 * Who reads the page, and what they do in Kith; pages show links by it. What they may see the services decide.
 *
 * @param who as their sign-in said
 * @param roles as team allocation says
 * @param known false while team allocation has not answered
 */
public record Reader(SignedIn who, List<RoleIn> roles, boolean known) {

    private static final String COUNTY = "COUNTY";

    public String id() {
        return who.id();
    }

    public String name() {
        return who.name();
    }

    /** Whether they hold any of the roles, or are of the kind, such as analyst. */
    public boolean is(String... anyOf) {
        for (String one : anyOf) {
            if (one.equalsIgnoreCase(who.kind())
                    || roles.stream().anyMatch(role -> role.role().equals(one))) {
                return true;
            }
        }
        return false;
    }

    /** The teams they have a role in. */
    public List<RoleIn> teams() {
        return roles.stream()
                .filter(role -> !role.teamCode().equals(COUNTY))
                .filter(role ->
                        role.role().equals("SOCIAL_WORKER") || role.role().equals("TEAM_MANAGER"))
                .collect(Collectors.toMap(RoleIn::teamCode, role -> role, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
