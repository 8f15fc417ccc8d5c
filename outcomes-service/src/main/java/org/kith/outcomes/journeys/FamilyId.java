package org.kith.outcomes.journeys;

import java.util.UUID;

/** A family, as the referral service numbers it. */
public record FamilyId(UUID value) implements Comparable<FamilyId> {

    @Override
    public int compareTo(FamilyId other) {
        return value.compareTo(other.value);
    }
}
