package org.kith.allocation.workers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A worker leaves: everything, or one team.
 *
 * @param worker the worker
 * @param team code of the team, or COUNTY; absent for all of them
 * @param on first day without the roles
 */
public record LeaveRoles(WorkerId worker, @Nullable String team, LocalDate on) {}
