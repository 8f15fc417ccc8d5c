package org.kith.referral.households;

import java.util.UUID;

/** A family's id, in every service. */
public record FamilyId(UUID value) implements Comparable<FamilyId> {

    @Override
    public int compareTo(FamilyId other) {
        return value.toString().compareTo(other.value.toString());
    }
}
