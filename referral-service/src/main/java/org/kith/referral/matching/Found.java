package org.kith.referral.matching;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.PersonId;

/**
 * What matching found for a new worry.
 *
 * @param proposed the family it is most likely about; held by the running transaction
 * @param sameAs those told who are already known there
 * @param candidates every family with a mark in common
 */
public record Found(Optional<FamilyId> proposed, Map<PersonId, PersonId> sameAs, List<Candidate> candidates) {

    /** One of the families it may be about has a protected address, so this one's may be the same. */
    public boolean touchesProtection() {
        return candidates.stream().anyMatch(Candidate::addressProtected);
    }
}
