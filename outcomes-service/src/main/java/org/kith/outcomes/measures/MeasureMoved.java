package org.kith.outcomes.measures;

import java.time.Instant;
import java.time.LocalDate;

/** A count is another than was last said. */
public record MeasureMoved(
        long moveSequence,
        String measureCode,
        ScopeCode scope,
        LocalDate day,
        long value,
        long change,
        long knowledgeSequence,
        Instant knownAt) {}
