package org.kith.specialist.requests;

import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.PractitionerId;

/** The practitioner hands a request back, with a reason. */
public record HandBackRequest(
        RequestId request,
        PractitionerId by,
        HandBackReason reason,
        @Nullable String note) {

    /** Never what was written: commands and rows end up in logs. */
    @Override
    public String toString() {
        return "HandBackRequest[" + request + ", " + reason + "]";
    }
}
