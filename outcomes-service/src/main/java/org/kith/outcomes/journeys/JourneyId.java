package org.kith.outcomes.journeys;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One time of a family with the service. */
public record JourneyId(UUID value) implements Comparable<JourneyId> {

    /** The time that a referral opened: the same facts give the same id, in whatever order they are heard. */
    static JourneyId openedBy(ReferralId referral) {
        return new JourneyId(
                UUID.nameUUIDFromBytes(("journey opened by " + referral.value()).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public int compareTo(JourneyId other) {
        return value.compareTo(other.value);
    }
}
