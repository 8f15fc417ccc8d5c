package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.Set;

/**
 * Say who works here and in which roles. Roles the worker held and that are not named end on that day.
 *
 * @param worker the worker
 * @param name the name colleagues know them by
 * @param roles every role they hold from that day; several are fine
 * @param from first day
 */
public record RegisterWorker(WorkerId worker, String name, Set<RoleIn> roles, LocalDate from) {}
