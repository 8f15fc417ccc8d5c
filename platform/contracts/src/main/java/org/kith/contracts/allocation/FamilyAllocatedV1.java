package org.kith.contracts.allocation;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A locality team now holds the family.
 *
 * @param familyId the family
 * @param referralId the accepted referral that led to it
 * @param teamCode the team that holds the family
 * @param reasonCode why this team: AREA, ALREADY_HELD, PLACED_BY_PERSON or OVERRIDE
 * @param allocatedAt when (valid time)
 */
@WireName(value = "family.allocated.v1", topic = "kith.families")
public record FamilyAllocatedV1(UUID familyId, UUID referralId, String teamCode, String reasonCode, Instant allocatedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
