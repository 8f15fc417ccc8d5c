package org.kith.referral.referrals;

import org.kith.referral.households.FamilyId;
import org.springframework.stereotype.Component;

/** Lets referrals follow a family that goes on as another. Runs in the transaction that joins them. */
@Component
public class FollowFamily {

    private final Referrals referrals;
    private final ScreeningDesk desk;

    FollowFamily(Referrals referrals, ScreeningDesk desk) {
        this.referrals = referrals;
        this.desk = desk;
    }

    /** What was about the absorbed family is about the survivor. */
    public void handle(FamilyId survivor, FamilyId absorbed) {
        referrals.follow(absorbed.value(), survivor.value());
        desk.follow(survivor, absorbed);
    }
}
