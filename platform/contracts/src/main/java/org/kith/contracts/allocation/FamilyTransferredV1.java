package org.kith.contracts.allocation;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * The family moved from one team to another.
 *
 * @param familyId the family
 * @param fromTeamCode the team that held it
 * @param toTeamCode the team that holds it now
 * @param reasonCode why: MOVED, CONFLICT_OF_INTEREST, CAPACITY, CONTINUITY or OTHER
 * @param transferredAt when (valid time)
 */
@WireName(value = "family.transferred.v1", topic = "kith.families")
public record FamilyTransferredV1(
        UUID familyId, String fromTeamCode, String toTeamCode, String reasonCode, Instant transferredAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
