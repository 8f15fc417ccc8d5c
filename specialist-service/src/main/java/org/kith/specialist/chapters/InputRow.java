package org.kith.specialist.chapters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;

/**
 * One entry as the family's page shows it.
 *
 * @param inputId the entry
 * @param requestId the request it was done under
 * @param discipline whose chapter it is in
 * @param practitionerId who wrote it
 * @param kindCode VISIT, CALL, GROUP or OTHER
 * @param happenedAt when the work was done
 * @param recordedAt when it was written down
 * @param text what was written; absent for a reader from whom the words are kept
 */
public record InputRow(
        UUID inputId,
        UUID requestId,
        Discipline discipline,
        UUID practitionerId,
        String kindCode,
        Instant happenedAt,
        Instant recordedAt,
        @Nullable String text) {

    /** Never the text: rows end up in logs. */
    @Override
    public String toString() {
        return "InputRow[" + inputId + "]";
    }
}
