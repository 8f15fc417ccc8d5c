package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Say what a worker will hold from a day ahead, or that they leave then.
 *
 * @param name the name colleagues will know them by; absent for the name they have
 * @param roles every role they hold from that day; absent when they leave
 */
public record PlanWorker(
        WorkerId worker, @Nullable String name, @Nullable Set<RoleIn> roles, LocalDate from, String by) {}
