package org.kith.platform.security;

/** What a worker may hold, in one team or for the county. Team allocation owns who holds what; the codes travel in {@code worker.joined-team.v1}. */
public enum Role {
    SCREENING_WORKER,
    SOCIAL_WORKER,
    SPECIALIST,
    TEAM_MANAGER,
    ALLOCATION_DUTY,
    PRACTICE_LEAD,
    PERFORMANCE_ANALYST,
    ADMINISTRATOR
}
