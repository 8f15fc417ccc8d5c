package org.kith.allocation.families.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a family stands, and every decision that led there.
 *
 * @param leadBy until when the team that holds it names a lead practitioner; absent once there is one
 * @param afterJoin set where two teams held the families that were joined
 */
record FamilyView(
        UUID familyId,
        String state,
        @Nullable String teamCode,
        @Nullable String teamName,
        @Nullable UUID leadWorkerId,
        @Nullable String leadName,
        Instant since,
        @Nullable UUID joinedInto,
        List<DecisionView> decisions,
        @Nullable WaitView waiting,
        @Nullable Instant leadBy,
        @Nullable TaskView afterJoin) {

    /** One decision; {@code by} is a worker's id, or allocation where the policy decided. */
    record DecisionView(
            Instant at,
            @Nullable String teamCode,
            String outcome,
            String reasonCode,
            List<String> reasons,
            @Nullable String runnerUp,
            @Nullable String note,
            String by,
            @Nullable String byName) {}

    /** Why and until when the family waits. */
    record WaitView(
            String reasonCode,
            String reasonText,
            String ownerCode,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent,
            @Nullable String wantedTeam) {}
}
