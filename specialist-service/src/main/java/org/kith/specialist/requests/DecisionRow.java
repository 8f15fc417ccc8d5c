package org.kith.specialist.requests;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.assigning.Reason;

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

    /** The reasons in words; a code that no version of this service knows any more stands for itself. */
    public List<String> reasonTexts() {
        return reasons.stream().map(DecisionRow::words).toList();
    }

    private static String words(String code) {
        return HandBackReason.of(code)
                .map(HandBackReason::words)
                .orElseGet(() -> Arrays.stream(Reason.values())
                        .filter(reason -> reason.name().equals(code))
                        .findFirst()
                        .map(Reason::words)
                        .orElse(code));
    }

    /** Never what was written: commands and rows end up in logs. */
    @Override
    public String toString() {
        return "DecisionRow[" + requestId + ", " + outcome + "]";
    }
}
