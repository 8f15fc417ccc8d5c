package org.kith.specialist.requests;

import java.time.Instant;

/** The team closed its work with the family. */
public record CloseFamily(FamilyId family, Instant at) {}
