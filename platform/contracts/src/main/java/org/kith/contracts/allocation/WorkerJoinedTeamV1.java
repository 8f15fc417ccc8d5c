package org.kith.contracts.allocation;

import java.time.LocalDate;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A worker holds a role, in a team or for the whole county, from this day.
 *
 * @param workerId the worker, the same id as the subject of their sign-in
 * @param teamCode the team, or COUNTY for a role that is not of one team
 * @param roleCode SCREENING_WORKER, SOCIAL_WORKER, SPECIALIST, TEAM_MANAGER, ALLOCATION_DUTY, PRACTICE_LEAD, PERFORMANCE_ANALYST or ADMINISTRATOR
 * @param joinedOn first day
 */
@WireName(value = "worker.joined-team.v1", topic = "kith.teams")
public record WorkerJoinedTeamV1(UUID workerId, String teamCode, String roleCode, LocalDate joinedOn)
        implements Announcement {

    @Override
    public String key() {
        return teamCode;
    }
}
