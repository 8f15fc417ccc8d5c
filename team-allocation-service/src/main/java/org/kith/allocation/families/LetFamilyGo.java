package org.kith.allocation.families;

import java.time.Instant;

/** End the wait of a family that no team here will ever hold; the note says who was told. */
public record LetFamilyGo(FamilyId family, LetGoReason reason, String note, Instant at) {}
