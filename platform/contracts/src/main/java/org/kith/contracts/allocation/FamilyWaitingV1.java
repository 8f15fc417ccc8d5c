package org.kith.contracts.allocation;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * No team could be given; a person must place the family.
 *
 * @param familyId the family
 * @param referralId the accepted referral that led to it
 * @param reasonCode why: UNKNOWN_AREA, OUT_OF_COUNTY, ADDRESS_PROTECTED, TEAM_NOT_LIVE or TEAM_FULL
 * @param ownerCode the role that owns the queue
 * @param waitingSince since when
 * @param limitAt when a task is raised if it still waits
 */
@WireName(value = "family.waiting.v1", topic = "kith.families")
public record FamilyWaitingV1(
        UUID familyId, UUID referralId, String reasonCode, String ownerCode, Instant waitingSince, Instant limitAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
