package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.teams.TeamCode;

/** The family moved from one team to another. */
public record FamilyTransferred(FamilyId family, TeamCode from, TeamCode to, TransferReason reason, Instant at) {}
