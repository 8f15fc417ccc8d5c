package org.kith.contracts.referral;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
 * @param sameChildIds children of the absorbed family who are known in the survivor under another id; absent in facts from before
 *     this was said
 * @param knownAsChildIds for each of them, in the same order, the id under which later facts speak of that child
 */
@WireName(value = "family.joined.v1", topic = "kith.referrals")
public record FamilyJoinedV1(
        UUID familyId,
        UUID survivorFamilyId,
        UUID absorbedFamilyId,
        long absorbedLastSequence,
        Instant joinedAt,
        @Nullable List<UUID> sameChildIds,
        @Nullable List<UUID> knownAsChildIds)
        implements Announcement {

    /** A joining in which no child was known twice. */
    public FamilyJoinedV1(
            UUID familyId, UUID survivorFamilyId, UUID absorbedFamilyId, long absorbedLastSequence, Instant joinedAt) {
        this(familyId, survivorFamilyId, absorbedFamilyId, absorbedLastSequence, joinedAt, List.of(), List.of());
    }

    /** The ids that end, each with the one that goes on; empty where the fact does not say. */
    public Map<UUID, UUID> sameChildren() {
        var same = new LinkedHashMap<UUID, UUID>();
        if (sameChildIds != null && knownAsChildIds != null) {
            for (int i = 0; i < Math.min(sameChildIds.size(), knownAsChildIds.size()); i++) {
                same.put(sameChildIds.get(i), knownAsChildIds.get(i));
            }
        }
        return same;
    }

    @Override
    public String key() {
        return familyId.toString();
    }
}
