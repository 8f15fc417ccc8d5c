package org.kith.allocation.families;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises a task for a family that no manager of its team may see, since its lists keep them all from it: nobody could name a lead,
 * transfer or close. Ends it when somebody may.
 */
@Service
public class ClosedFamilyWatch {

    /** A team holds the family, and none of its managers may see it. */
    static final String TASK = "FAMILY_WITHOUT_MANAGER";

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    /** Lists are kept for few families; what is beyond this is seen when others have ended. */
    private static final int MOST = 500;

    private final Involvements involvements;
    private final Waiting waiting;
    private final WorkingDays workingDays;
    private final Clock clock;

    ClosedFamilyWatch(Involvements involvements, Waiting waiting, WorkingDays workingDays, Clock clock) {
        this.involvements = involvements;
        this.waiting = waiting;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** For the current council. */
    @Transactional
    public void look() {
        var open = waiting.open(TASK, 0, MOST).stream().map(Waiting.Item::key).collect(Collectors.toSet());
        var closed = involvements.closedToTheirTeams(Role.TEAM_MANAGER).stream()
                .map(UUID::toString)
                .collect(Collectors.toSet());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        closed.stream().filter(family -> !open.contains(family)).forEach(family -> raise(family, now));
        open.stream().filter(family -> !closed.contains(family)).forEach(family -> waiting.end(TASK, family));
    }

    private void raise(String family, Instant now) {
        waiting.begin(new Waiting.Item(
                TASK,
                family,
                family,
                Role.PRACTICE_LEAD.name(),
                "NO_MANAGER_MAY_SEE",
                false,
                now,
                workingDays.deadline(now, LIMIT_IN_WORKING_DAYS),
                false));
    }
}
