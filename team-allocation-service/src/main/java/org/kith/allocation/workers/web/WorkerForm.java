package org.kith.allocation.workers.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.RoleIn;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Role;

/**
 * Who works here and in which roles; roles not named end.
 *
 * @param workerId the subject of their sign-in
 * @param name the name colleagues know them by
 * @param roles every role they hold
 * @param joinedOn first day; today if absent
 */
record WorkerForm(
        @Schema(requiredMode = REQUIRED) @Nullable UUID workerId,
        @Schema(requiredMode = REQUIRED) @Nullable String name,
        @Schema(requiredMode = REQUIRED) @Nullable List<RoleForm> roles,
        @Nullable LocalDate joinedOn) {

    /** A role; the team is absent, or COUNTY, for one that is not of one team. */
    record RoleForm(
            @Schema(requiredMode = REQUIRED) @Nullable String role,
            @Nullable String teamCode) {}

    private static final int LONGEST_NAME = 120;
    private static final int MOST_ROLES = 50;

    void check() {
        var problems = new ArrayList<FieldProblem>();
        if (workerId == null) {
            problems.add(new FieldProblem("workerId", "missing", "Give the id of the worker's sign-in"));
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            problems.add(new FieldProblem("name", "not-a-name", "Give a name of 1 to " + LONGEST_NAME + " characters"));
        }
        if (roles == null || roles.isEmpty() || roles.size() > MOST_ROLES) {
            problems.add(new FieldProblem("roles", "missing", "Give 1 to " + MOST_ROLES + " roles"));
        } else {
            for (int i = 0; i < roles.size(); i++) {
                if (!isRole(roles.get(i).role())) {
                    problems.add(new FieldProblem(
                            "roles[" + i + "].role",
                            "unknown-role",
                            "Choose one of "
                                    + Arrays.stream(Role.values())
                                            .map(Role::name)
                                            .collect(Collectors.joining(", "))));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    Set<RoleIn> rolesIn() {
        var wanted = new HashSet<RoleIn>();
        for (var role : roles == null ? List.<RoleForm>of() : roles) {
            wanted.add(new RoleIn(
                    Role.valueOf(String.valueOf(role.role())),
                    role.teamCode() == null ? TeamCode.COUNTY : role.teamCode()));
        }
        return wanted;
    }

    private static boolean isRole(@Nullable String code) {
        for (var role : Role.values()) {
            if (role.name().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
