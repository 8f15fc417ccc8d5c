package org.kith.contracts.referral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A worry about a family was received and will be decided.
 *
 * @param referralId the referral
 * @param familyId the family it was put under on receipt; a later acceptance may bind it to another
 * @param childIds every child it is about
 * @param sourceCode census code of the referral source, such as 2A (schools)
 * @param immediateDanger the referrer said a child is in danger now
 * @param receivedAt when it reached the council (valid time)
 * @param decisionDueAt end of the first working day after receipt (Working Together: decision within one working day)
 */
@WireName(value = "referral.received.v1", topic = "kith.referrals")
public record ReferralReceivedV1(
        UUID referralId,
        UUID familyId,
        List<UUID> childIds,
        String sourceCode,
        boolean immediateDanger,
        Instant receivedAt,
        Instant decisionDueAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
