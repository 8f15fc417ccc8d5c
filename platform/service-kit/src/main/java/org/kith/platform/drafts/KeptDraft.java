package org.kith.platform.drafts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft as its door shows it; {@code key} opens it again. */
record KeptDraft(
        String key,
        String form,
        @Nullable UUID about,
        long version,
        Map<String, List<String>> fields,
        Instant startedAt,
        Instant changedAt,
        Instant goneAt) {

    @Override
    public String toString() {
        return "KeptDraft[" + form + "]";
    }
}
