package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.workers.WorkerId;

/** Name the lead practitioner of a family. */
public record NameLead(FamilyId family, WorkerId worker, Instant at) {}
