package org.kith.referral.search;

import java.util.List;
import org.kith.referral.households.FamilyId;

/**
 * A family that was found, with the least that tells one from another.
 *
 * @param why reasons that are about the family as a whole
 * @param people those found first
 */
public record FoundFamily(FamilyId family, String title, List<String> why, List<FoundPerson> people) {

    @Override
    public String toString() {
        return "FoundFamily[" + family + "]";
    }
}
