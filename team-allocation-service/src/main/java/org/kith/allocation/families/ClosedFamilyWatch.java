package org.kith.allocation.families;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        waiting.areJust(
                TASK,
                involvements.closedToTheirTeams(Role.TEAM_MANAGER).stream()
                        .map(family -> task(family.toString(), now))
                        .toList());
    }

    private Waiting.Item task(String family, Instant now) {
        return new Waiting.Item(
                TASK,
                family,
                family,
                Role.PRACTICE_LEAD.name(),
                "NO_MANAGER_MAY_SEE",
                false,
                now,
                workingDays.deadline(now, LIMIT_IN_WORKING_DAYS),
                false);
    }
}
