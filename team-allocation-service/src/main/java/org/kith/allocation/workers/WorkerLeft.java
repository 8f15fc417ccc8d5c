package org.kith.allocation.workers;

import java.time.LocalDate;

/** A worker no longer holds a role; {@code stillInTeam} says whether another role keeps them there. */
public record WorkerLeft(WorkerId worker, RoleIn role, boolean stillInTeam, LocalDate on) {}
