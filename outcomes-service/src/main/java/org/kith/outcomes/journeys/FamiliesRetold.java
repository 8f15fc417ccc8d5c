package org.kith.outcomes.journeys;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kith.platform.outbox.Cause;

/**
 * Something was learnt about these families, and this is what is known of them now. Said once a transaction, before it commits,
 * while no other transaction can learn anything about them.
 *
 * @param histories one per family, in the order of their ids; empty for one that was joined into another
 * @param referralsOf every referral of the children in these histories, also those under other families
 * @param causes what led to it, by the family that was spoken of
 */
public record FamiliesRetold(
        Collection<FamilyHistory> histories, Map<ChildId, List<Referral>> referralsOf, Map<FamilyId, Cause> causes) {

    FamiliesRetold causedBy(Map<FamilyId, Cause> ledToIt) {
        return new FamiliesRetold(histories, referralsOf, ledToIt);
    }

    /** What led to learning about this family, if it is known. */
    Optional<Cause> causeFor(FamilyHistory history) {
        return history.members().stream()
                .filter(causes::containsKey)
                .map(causes::get)
                .findFirst();
    }
}
