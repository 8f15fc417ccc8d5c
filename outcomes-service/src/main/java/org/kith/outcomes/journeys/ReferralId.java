package org.kith.outcomes.journeys;

import java.util.UUID;

/** A referral, as the referral service numbers it. */
public record ReferralId(UUID value) implements Comparable<ReferralId> {

    @Override
    public int compareTo(ReferralId other) {
        return value.compareTo(other.value);
    }
}
