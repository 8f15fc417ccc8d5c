package org.kith.specialist.requests;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision about a request, as pages show it.
 *
 * @param requestId the request
 * @param at when it was so
 * @param outcome OPENED, ASSIGNED, WAITS, ACCEPTED, HANDED_BACK, MOVED or ENDED
 * @param practitionerId whom it is about
 * @param reasons codes of the reasons
 * @param note what a person wrote beside it
 * @param by who decided; the service's own name for the policy
 */
public record DecisionRow(
        UUID requestId,
        Instant at,
        String outcome,
        @Nullable UUID practitionerId,
        List<String> reasons,
        @Nullable String note,
        String by) {

    /** Never what was written: commands and rows end up in logs. */
    @Override
    public String toString() {
        return "DecisionRow[" + requestId + ", " + outcome + "]";
    }
}
