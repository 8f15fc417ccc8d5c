package org.kith.referral.referrals;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.Households;
import org.kith.referral.households.PersonId;
import org.kith.referral.matching.Matching;
import org.springframework.stereotype.Component;

/** Puts a worry under a family of its own, and beside the known family it is most likely about. */
@Component
class Recognition {

    private final Matching matching;
    private final Households households;

    Recognition(Matching matching, Households households) {
        this.matching = matching;
        this.households = households;
    }

    /** Asks for the family that a worry may be about; the answer comes with the next round trip. */
    Matching.Search ask(ReceiveReferral told) {
        return matching.ask(told.household());
    }

    Placed place(ReceiveReferral told, Matching.Search asked, Instant receivedAt, Instant now) {
        var household = told.household();
        var referral = told.id().value();
        var found = asked.found();
        var protect = household.asksForProtection() || found.touchesProtection();
        var provisional = new FamilyId(UuidCreator.getTimeOrderedEpoch());
        var family = found.proposed().orElse(provisional);

        households.make(provisional, referral, household, found.sameAs(), protect, receivedAt, now);
        matching.remember(household, referral, family, protect);
        if (household.asksForProtection() && !family.equals(provisional)) {
            matching.protect(family, null);
        }
        var words = protect
                ? households.keepWords(provisional, referral, household.address(), told.whatWasSeen(), receivedAt)
                : told.whatWasSeen();
        return new Placed(provisional, family, children(household, found.sameAs()), words);
    }

    private static List<UUID> children(HouseholdTold household, Map<PersonId, PersonId> sameAs) {
        return household.children().stream()
                .map(child -> sameAs.getOrDefault(child.id(), child.id()).value())
                .distinct()
                .toList();
    }
}
