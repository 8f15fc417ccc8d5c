package org.kith.allocation.families;

import java.time.Instant;

/** A family left the queue, and no team held it. */
public record FamilyLetGo(FamilyId family, LetGoReason reason, Instant at) {}
