package org.kith.specialist.requests;

import java.time.Instant;

/** The family moved to another team. */
public record MoveToTeam(FamilyId family, TeamCode team, Instant at) {}
