package org.kith.referral.referrals;

import java.util.Map;
import java.util.Optional;

/** Where a referral is on its way from a worry to a decision. There is no second decision. */
public enum ReferralState {
    RECEIVED,
    BEING_LOOKED_AT,
    ACCEPTED,
    DECLINED,
    SIGNPOSTED;

    private static final Map<ReferralState, Map<ReferralAct, ReferralState>> LIFECYCLE = Map.of(
            RECEIVED,
            Map.of(
                    ReferralAct.LOOK_AT, BEING_LOOKED_AT,
                    ReferralAct.CORRECT_FAMILY, RECEIVED,
                    ReferralAct.ACCEPT, ACCEPTED,
                    ReferralAct.DECLINE, DECLINED,
                    ReferralAct.SIGNPOST, SIGNPOSTED),
            BEING_LOOKED_AT,
            Map.of(
                    ReferralAct.LOOK_AT, BEING_LOOKED_AT,
                    ReferralAct.CORRECT_FAMILY, BEING_LOOKED_AT,
                    ReferralAct.ACCEPT, ACCEPTED,
                    ReferralAct.DECLINE, DECLINED,
                    ReferralAct.SIGNPOST, SIGNPOSTED));

    Optional<ReferralState> after(ReferralAct act) {
        return Optional.ofNullable(LIFECYCLE.getOrDefault(this, Map.of()).get(act));
    }

    /** Whether it was decided. */
    public boolean isDecided() {
        return !LIFECYCLE.containsKey(this);
    }
}
