package org.kith.specialist.practitioners;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;

/** Where somebody is a specialist, as the allocation service said. */
final class SpecialistRoles {

    /** What the allocation service calls a role that is not of one team. */
    private static final String COUNTY = "COUNTY";

    private SpecialistRoles() {}

    /** A role for the county is a place in the pool. */
    static @Nullable String teamOrPool(String teamCode) {
        return COUNTY.equals(teamCode) ? null : teamCode;
    }

    /** The teams where the worker still holds the role. */
    static List<String> stillHeld(Involvements involvements, PractitionerId worker) {
        return involvements.rolesOf(worker.value()).stream()
                .filter(held -> held.role() == Role.SPECIALIST)
                .map(Involvements.RoleHeld::teamCode)
                .toList();
    }
}
