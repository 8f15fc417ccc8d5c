package org.kith.referral.referrals;

import org.kith.referral.households.FamilyId;
import org.springframework.stereotype.Component;

/** Lets referrals follow a family that goes on as another. Runs in the transaction that joins them. */
@Component
public class FollowFamily {

    private final Referrals referrals;

    FollowFamily(Referrals referrals) {
        this.referrals = referrals;
    }

    /** What was about the absorbed family is about the survivor. */
    public void handle(FamilyId survivor, FamilyId absorbed) {
        referrals.follow(absorbed.value(), survivor.value());
    }
}
