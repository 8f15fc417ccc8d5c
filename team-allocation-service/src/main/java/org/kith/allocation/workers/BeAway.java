package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that a worker is away; the last day may not be known yet. */
public record BeAway(
        UUID id, WorkerId worker, LocalDate from, @Nullable LocalDate until) {}
