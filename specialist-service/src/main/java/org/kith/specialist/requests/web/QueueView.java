package org.kith.specialist.requests.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests that nobody has.
 *
 * @param total how many wait in the teams of who asks
 * @param items a page of them, urgent first, then by limit
 */
record QueueView(long total, List<Item> items) {

    /** One waiting request, with its age. */
    record Item(
            UUID requestId,
            UUID familyId,
            String discipline,
            String disciplineText,
            String teamCode,
            boolean urgent,
            @Nullable Instant since,
            int workingDaysWaited,
            @Nullable Instant limitAt,
            boolean overdue,
            List<String> reasons,
            List<String> reasonTexts,
            @Nullable HandedBack handedBack) {}

    /** Why whoever had it last gave it back, in words; the note is absent for a reader who may not read notes. */
    record HandedBack(
            Instant at, String reasonText, @Nullable String note) {}
}
