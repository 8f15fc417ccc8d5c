package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.workers.WorkerId;

/** A worker is no longer the lead practitioner, and nobody has followed yet. */
public record LeadPractitionerEnded(FamilyId family, WorkerId worker, Instant at) {}
