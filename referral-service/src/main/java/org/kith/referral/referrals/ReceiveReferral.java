package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.thresholds.ConcernCode;

/**
 * Take a worry about a family.
 *
 * @param client who sent it: an agency, or the subject of a token
 * @param idempotencyKey the client's own name for this worry
 * @param canonicalBody everything that was said, in one fixed form, so that a changed body is noticed
 * @param familyKnows YES, NO or UNSAFE_TO_TELL
 * @param receivedAt when it reached the council; absent for now
 */
public record ReceiveReferral(
        ReferralId id,
        String client,
        String idempotencyKey,
        String canonicalBody,
        Referrer referrer,
        HouseholdTold household,
        List<ConcernCode> worries,
        String whatWasSeen,
        @Nullable String familyKnows,
        boolean immediateDanger,
        @Nullable Instant receivedAt) {

    @Override
    public String toString() {
        return "ReceiveReferral[" + id.value() + "]";
    }
}
