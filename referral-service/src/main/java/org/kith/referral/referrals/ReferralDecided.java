package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Whereabouts;
import org.kith.referral.thresholds.Discipline;

/** A referral was decided, in one of three ways. */
public sealed interface ReferralDecided {

    ReferralId referral();

    /** The family whose time line it belongs to. */
    FamilyId family();

    String by();

    Instant at();

    /** What the referral is now. */
    default ReferralState state() {
        return switch (this) {
            case Accepted accepted -> ReferralState.ACCEPTED;
            case Declined declined -> ReferralState.DECLINED;
            case Signposted signposted -> ReferralState.SIGNPOSTED;
        };
    }

    /** The family needs a locality team, and is now known for certain. */
    record Accepted(
            ReferralId referral,
            FamilyId family,
            FamilyId provisional,
            List<UUID> children,
            Whereabouts whereabouts,
            List<Discipline> neededDisciplines,
            boolean immediateDanger,
            Instant receivedAt,
            String by,
            Instant at)
            implements ReferralDecided {}

    /** No further action. */
    record Declined(
            ReferralId referral,
            FamilyId family,
            FamilyId provisional,
            List<UUID> children,
            String reasonCode,
            Instant receivedAt,
            String by,
            Instant at)
            implements ReferralDecided {}

    /** Another service helps. */
    record Signposted(
            ReferralId referral,
            FamilyId family,
            FamilyId provisional,
            List<UUID> children,
            String serviceCode,
            Instant receivedAt,
            String by,
            Instant at)
            implements ReferralDecided {}
}
