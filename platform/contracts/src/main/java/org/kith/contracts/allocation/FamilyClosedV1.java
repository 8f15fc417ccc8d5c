package org.kith.contracts.allocation;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * The team has closed its work with the family, or the queue let a family go that no team will hold.
 *
 * @param familyId the family
 * @param teamCode the team that held it; COUNTY where none did
 * @param reasonCode why: NEEDS_MET, STEPPED_DOWN, MOVED_AWAY or OTHER; from the queue MOVED_AWAY, PASSED_TO_ANOTHER_COUNCIL,
 *     CANNOT_BE_FOUND or OTHER
 * @param closedAt when (valid time)
 */
@WireName(value = "family.closed.v1", topic = "kith.families")
public record FamilyClosedV1(UUID familyId, String teamCode, String reasonCode, Instant closedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
