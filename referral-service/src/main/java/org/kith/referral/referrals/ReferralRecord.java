package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.FamilyId;

/** Everything kept about one referral itself; who is in it is the household's business. */
public record ReferralRecord(
        ReferralId referral,
        String reference,
        FamilyId family,
        FamilyId provisional,
        MatchedBy matchedBy,
        ReferralState state,
        Referrer referrer,
        List<String> worries,
        String whatWasSeen,
        @Nullable String familyKnows,
        boolean immediateDanger,
        int children,
        Instant receivedAt,
        Instant decisionDueAt,
        @Nullable Instant lookedAt,
        @Nullable String lookedAtBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String reasonCode,
        @Nullable String serviceCode,
        @Nullable Integer level,
        @Nullable String reason) {

    /** The same with other words, such as those from which a protected address was taken. */
    ReferralRecord saying(Referrer from, String seen, @Nullable String why) {
        return new ReferralRecord(
                referral,
                reference,
                family,
                provisional,
                matchedBy,
                state,
                from,
                worries,
                seen,
                familyKnows,
                immediateDanger,
                children,
                receivedAt,
                decisionDueAt,
                lookedAt,
                lookedAtBy,
                decidedAt,
                decidedBy,
                reasonCode,
                serviceCode,
                level,
                why);
    }

    @Override
    public String toString() {
        return "ReferralRecord[" + referral.value() + "]";
    }
}
