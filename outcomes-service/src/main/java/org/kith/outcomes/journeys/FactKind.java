package org.kith.outcomes.journeys;

/** What was heard. The order is the order in which facts of one instant are read. */
public enum FactKind {
    REFERRAL_RECEIVED(0),
    REFERRAL_ACCEPTED(1),
    REFERRAL_DECLINED(1),
    REFERRAL_SIGNPOSTED(1),
    FAMILY_JOINED(2),
    ACCESS_CHANGED(2),
    ADDRESS_PROTECTED(2),
    SPECIALIST_REQUESTED(3),
    SPECIALIST_ASSIGNED(3),
    INPUT_RECORDED(3),
    SPECIALIST_ENDED(3),
    FAMILY_WAITING(4),
    FAMILY_ALLOCATED(4),
    LEAD_NAMED(4),
    FAMILY_TRANSFERRED(4),
    FAMILY_CLOSED(4),
    TEAM_WENT_LIVE(5),
    TEAM_CHANGED(5),
    WORKER_JOINED(5),
    WORKER_LEFT(5);

    private final int phase;

    FactKind(int phase) {
        this.phase = phase;
    }

    int phase() {
        return phase;
    }

    /** Facts about a referral count for the family it was bound to last, which need not be the family they were said of. */
    boolean followsItsReferral() {
        return phase < 2;
    }

    boolean decides() {
        return phase == 1;
    }
}
