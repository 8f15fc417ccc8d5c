package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What will be true of a worker from a day ahead.
 *
 * @param roles every role they hold from that day; absent when they leave
 */
public record PlannedChange(
        UUID id, WorkerId worker, String name, @Nullable Set<RoleIn> roles, LocalDate from) {

    /** Whether it is that they leave. */
    public boolean leaves() {
        return roles == null;
    }
}
