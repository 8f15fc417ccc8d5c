package org.kith.contracts.referral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A referral was decided with no further action.
 *
 * @param referralId the referral
 * @param familyId the family it was received under
 * @param childIds every child it is about
 * @param reasonCode why: BELOW_THRESHOLD, ALREADY_SUPPORTED, NOT_ENOUGH_INFORMATION, OUT_OF_COUNTY or DUPLICATE
 * @param receivedAt when it reached the council
 * @param declinedAt when the decision was made (valid time)
 */
@WireName(value = "referral.declined.v1", topic = "kith.referrals")
public record ReferralDeclinedV1(
        UUID referralId, UUID familyId, List<UUID> childIds, String reasonCode, Instant receivedAt, Instant declinedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
