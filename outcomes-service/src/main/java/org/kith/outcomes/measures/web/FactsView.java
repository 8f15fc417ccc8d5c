package org.kith.outcomes.measures.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts behind one count; their amounts add up to {@code sum}. */
record FactsView(
        String measureCode,
        String scopeCode,
        Instant knownAt,
        long knowledgeSequence,
        long total,
        long sum,
        List<FactView> items) {

    /** One fact; {@code familyId} is absent where whoever asks may not see the family. */
    record FactView(
            String factId,
            String kindCode,
            @Nullable UUID familyId,
            LocalDate day,
            long amount,
            @Nullable Instant recordedAt) {}
}
