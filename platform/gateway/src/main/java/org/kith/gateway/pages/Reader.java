package org.kith.gateway.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final String[] FINDERS = {
        "SCREENING_WORKER", "ALLOCATION_DUTY", "SOCIAL_WORKER", "TEAM_MANAGER", "SPECIALIST", "PRACTICE_LEAD"
    };

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

    /** The links of every page, by what they do; the one to the page that is open is marked. */
    public List<Map<String, Object>> ways(String here) {
        var ways = new ArrayList<Map<String, Object>>();
        way(ways, here, "/work", "My work", true);
        way(ways, here, "/search", "Search", is(FINDERS));
        way(ways, here, "/screening", "Screening", is("SCREENING_WORKER", "PRACTICE_LEAD"));
        way(ways, here, "/allocation", "Families without a team", is("ALLOCATION_DUTY", "PRACTICE_LEAD"));
        for (RoleIn team : teams()) {
            way(ways, here, "/teams/" + team.teamCode(), team.team(), true);
        }
        way(ways, here, "/teams", "Teams", is("ALLOCATION_DUTY", "PRACTICE_LEAD"));
        way(ways, here, "/tray", "My tray", is("SPECIALIST"));
        way(ways, here, "/requests", "Specialist requests", is("TEAM_MANAGER", "ALLOCATION_DUTY", "PRACTICE_LEAD"));
        way(
                ways,
                here,
                "/figures",
                "County figures",
                is("TEAM_MANAGER", "PRACTICE_LEAD", "PERFORMANCE_ANALYST", "analyst"));
        way(ways, here, "/administration", "People and teams", is("ADMINISTRATOR"));
        way(ways, here, "/operate/streams", "Streams", is("operator"));
        return ways;
    }

    private static void way(List<Map<String, Object>> ways, String here, String path, String text, boolean theirs) {
        if (theirs) {
            boolean within = here.startsWith(path + "/") && !path.equals("/teams");
            ways.add(Map.of("href", path, "text", text, "current", here.equals(path), "active", within));
        }
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
