package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.teams.TeamCode;

/** The team has closed its work with the family. */
public record FamilyClosed(FamilyId family, TeamCode team, CloseReason reason, Instant at) {}
