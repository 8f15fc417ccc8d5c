package org.kith.specialist.requests;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;

/**
 * A request as lists show it.
 *
 * @param requestId the request
 * @param familyId the family
 * @param discipline what is asked for
 * @param state WAITING, ASSIGNED, ACCEPTED, FINISHED or ENDED
 * @param teamCode the team that holds the family
 * @param urgent a child was said to be in danger
 * @param practitionerId who has it, or had it last; absent while it waits
 * @param requestedAt when need and team were both there
 * @param assignedAt when it was given to them
 * @param acceptedAt when they accepted it
 * @param waitingSince since when nobody has it
 * @param limitAt when its waiting is overdue
 * @param endedAt when it was finished or ended
 * @param endReason why it ended
 */
public record RequestRow(
        UUID requestId,
        UUID familyId,
        Discipline discipline,
        String state,
        String teamCode,
        boolean urgent,
        @Nullable UUID practitionerId,
        Instant requestedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant limitAt,
        @Nullable Instant endedAt,
        @Nullable String endReason) {}
