package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;

/** One worker is now the lead practitioner of the family. */
public record LeadPractitionerNamed(FamilyId family, TeamCode team, WorkerId worker, Instant at) {}
