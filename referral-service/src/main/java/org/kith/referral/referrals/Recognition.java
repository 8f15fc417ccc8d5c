package org.kith.referral.referrals;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Households;
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

    Placed place(ReceiveReferral told, Instant receivedAt, Instant now) {
        var household = told.household();
        var referral = told.id().value();
        var found = matching.find(household);
        var protect = household.asksForProtection() || found.touchesProtection();
        var provisional = new FamilyId(UuidCreator.getTimeOrderedEpoch());
        var family = found.proposed().orElse(provisional);

        households.make(provisional, referral, household, found.sameAs(), protect, receivedAt, now);
        matching.remember(household, referral, family, protect);
        if (household.asksForProtection() && !family.equals(provisional)) {
            matching.protect(family);
        }
        var words = protect
                ? households.keepWords(provisional, referral, household.address(), told.whatWasSeen(), receivedAt)
                : told.whatWasSeen();
        return new Placed(provisional, family, words);
    }
}
