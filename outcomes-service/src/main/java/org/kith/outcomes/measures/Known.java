package org.kith.outcomes.measures;

import java.time.Instant;

/** A moment of knowledge: everything folded up to this place was known then. */
public record Known(long knowledgeSequence, Instant knownAt) {}
