package org.kith.contracts.referral;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * Two families turned out to be one. Said on both streams; on the absorbed stream it is the last fact.
 *
 * @param familyId the family on whose stream this copy is said
 * @param survivorFamilyId the family that goes on
 * @param absorbedFamilyId the family that ends
 * @param absorbedLastSequence sequence of the last fact on the absorbed stream, which is its own copy of this fact
 * @param joinedAt when the families were joined
 */
@WireName(value = "family.joined.v1", topic = "kith.referrals")
public record FamilyJoinedV1(
        UUID familyId, UUID survivorFamilyId, UUID absorbedFamilyId, long absorbedLastSequence, Instant joinedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
