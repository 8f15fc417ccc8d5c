package org.kith.referral.referrals;

import java.util.stream.Stream;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Households;
import org.springframework.stereotype.Component;

/** Holds a referral and its families until the transaction ends: families first, in sorted order, as everywhere. */
@Component
class HeldReferrals {

    private final Referrals referrals;
    private final Households households;

    HeldReferrals(Referrals referrals, Households households) {
        this.referrals = referrals;
        this.households = households;
    }

    /** The referral as it is while its families, and these, are held. */
    Referral hold(ReferralId id, FamilyId... others) {
        var family = referrals.familyOf(id.value()).map(FamilyId::new).orElseThrow(Refusal::notFound);
        var provisional =
                referrals.provisionalFamilyOf(id.value()).map(FamilyId::new).orElseThrow(Refusal::notFound);
        households.hold(
                Stream.concat(Stream.of(family, provisional), Stream.of(others)).toArray(FamilyId[]::new));
        var referral = referrals.findById(id.value()).orElseThrow(Refusal::notFound);
        if (!referral.family().equals(family)) {
            throw new Refusal(
                    "referral-changed-meanwhile",
                    "Somebody else changed which family this referral is about",
                    "Open it again");
        }
        return referral;
    }
}
