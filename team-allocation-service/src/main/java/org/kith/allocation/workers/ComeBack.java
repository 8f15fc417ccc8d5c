package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.UUID;

/** Say when a worker is back; a day up to the first of the absence means that it never was. */
public record ComeBack(UUID absence, WorkerId worker, LocalDate back) {}
