package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.teams.TeamCode;

/** Place a waiting family with a team, for a reason of one's own. */
public record PlaceFamily(FamilyId family, TeamCode team, String reason, Instant at) {}
