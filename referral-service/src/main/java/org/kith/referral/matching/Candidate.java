package org.kith.referral.matching;

import java.util.List;
import java.util.Set;
import org.kith.referral.households.FamilyId;

/**
 * A known family that a new worry may be about.
 *
 * @param addressProtected whether that family's address is protected
 */
public record Candidate(FamilyId family, Set<Evidence> evidence, boolean addressProtected) {

    /** From here on the evidence is good enough to propose the family before a person has looked. */
    private static final int GOOD_ENOUGH = 60;

    public List<String> evidenceFor() {
        return evidence.stream().filter(Evidence::speaksFor).map(Evidence::text).toList();
    }

    public List<String> evidenceAgainst() {
        return evidence.stream()
                .filter(one -> !one.speaksFor())
                .map(Evidence::text)
                .toList();
    }

    int weight() {
        return evidence.stream().mapToInt(Evidence::weight).sum();
    }

    boolean isGoodEnough() {
        return weight() >= GOOD_ENOUGH;
    }
}
