package org.kith.outcomes.journeys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.kith.platform.time.WorkingDays;

/**
 * A referral as far as it is known here.
 *
 * @param id the referral
 * @param receivedAt when it was received, as its receipt or its decision says
 * @param children the children it is about, as its decision says, or its receipt while there is none
 */
public record Referral(ReferralId id, Instant receivedAt, List<ChildId> children) {

    /** The day it was received in England. */
    public LocalDate day() {
        return LocalDate.ofInstant(receivedAt, WorkingDays.ZONE);
    }
}
