package org.kith.referral.referrals;

import org.kith.referral.timelines.Standing;

/** How far a referral has come, as its referrer may know it. */
public enum Stage {
    RECEIVED,
    BEING_LOOKED_AT,
    DECLINED,
    SIGNPOSTED,
    ACCEPTED,
    WITH_TEAM,
    LEAD_NAMED,
    SPECIALISTS_WORKING,
    CLOSED;

    /** The stage of a referral in this state, about a family that stands so. */
    public static Stage of(ReferralState state, Standing family) {
        return switch (state) {
            case RECEIVED -> RECEIVED;
            case BEING_LOOKED_AT -> BEING_LOOKED_AT;
            case DECLINED -> DECLINED;
            case SIGNPOSTED -> SIGNPOSTED;
            case ACCEPTED -> of(family);
        };
    }

    private static Stage of(Standing family) {
        if (family.closed()) {
            return CLOSED;
        }
        if (family.teamCode() == null) {
            return ACCEPTED;
        }
        if (family.specialists() > 0) {
            return SPECIALISTS_WORKING;
        }
        return family.lead() ? LEAD_NAMED : WITH_TEAM;
    }
}
