package org.kith.contracts.referral;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * Somebody must not learn where a family lives that was known before: whoever keeps an area of it forgets it. Protection does not end by
 * itself. Of a family that was protected from the beginning {@link ReferralAcceptedV1} says so.
 */
@WireName(value = "family.address-protected.v1", topic = "kith.referrals")
public record FamilyAddressProtectedV1(UUID familyId, Instant protectedAt) implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
