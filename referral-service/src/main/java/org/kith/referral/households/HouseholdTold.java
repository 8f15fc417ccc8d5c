package org.kith.referral.households;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of one referral, how they are related, where they live and who must not know.
 *
 * @param unsafeToTell the referrer said it is not safe to tell the family
 */
public record HouseholdTold(
        List<ChildTold> children,
        List<AdultTold> adults,
        List<RelationshipTold> relationships,
        @Nullable AddressTold address,
        List<MustNotKnowTold> mustNotKnow,
        @Nullable String safeContact,
        boolean unsafeToTell) {

    /**
     * Somebody must not know, or it is not safe to tell, or contact is safe in one way only: then nobody is shown the address who
     * did not ask for it with a reason.
     */
    public boolean asksForProtection() {
        return unsafeToTell || !mustNotKnow.isEmpty() || safeContact != null;
    }

    /** Everybody in it. */
    public List<PersonId> people() {
        return Stream.concat(
                        children.stream().map(ChildTold::id), adults.stream().map(AdultTold::id))
                .toList();
    }
}
