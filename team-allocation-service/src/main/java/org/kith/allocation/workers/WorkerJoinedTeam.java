package org.kith.allocation.workers;

import java.time.LocalDate;

/** A worker holds a role, in a team or for the county, from this day. */
public record WorkerJoinedTeam(WorkerId worker, RoleIn role, LocalDate on) {}
