package org.kith.contracts.referral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A referral was decided by pointing the family to another service.
 *
 * @param referralId the referral
 * @param familyId the family it was received under
 * @param childIds every child it is about
 * @param serviceCode where to: EARLY_HELP, FAMILY_HUB, HEALTH, SCHOOL, HOUSING or VOLUNTARY
 * @param receivedAt when it reached the council
 * @param signpostedAt when the decision was made (valid time)
 */
@WireName(value = "referral.signposted.v1", topic = "kith.referrals")
public record ReferralSignpostedV1(
        UUID referralId,
        UUID familyId,
        List<UUID> childIds,
        String serviceCode,
        Instant receivedAt,
        Instant signpostedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
