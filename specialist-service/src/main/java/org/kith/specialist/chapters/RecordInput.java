package org.kith.specialist.chapters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.RequestId;

/**
 * A practitioner writes down work with the family.
 *
 * @param happenedAt when it was done; absent means now
 * @param openToPerpetratorsWorker whoever works with the perpetrator may read the words too
 */
public record RecordInput(
        InputId input,
        RequestId request,
        PractitionerId by,
        InputKind kind,
        @Nullable Instant happenedAt,
        String text,
        boolean openToPerpetratorsWorker) {

    /** Never what was written: commands and rows end up in logs. */
    @Override
    public String toString() {
        return "RecordInput[" + input + ", " + request + "]";
    }
}
