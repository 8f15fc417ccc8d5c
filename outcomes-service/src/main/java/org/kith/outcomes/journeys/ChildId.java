package org.kith.outcomes.journeys;

import java.util.UUID;

/** A child, as the referral service numbers it. */
public record ChildId(UUID value) implements Comparable<ChildId> {

    @Override
    public int compareTo(ChildId other) {
        return value.compareTo(other.value);
    }
}
