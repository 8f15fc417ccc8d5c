package org.kith.contracts.specialist;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A discipline is asked to work with the family.
 *
 * @param requestId the request
 * @param familyId the family
 * @param discipline SUBSTANCE_MISUSE, DOMESTIC_ABUSE_SURVIVOR, DOMESTIC_ABUSE_PERPETRATOR or MENTAL_HEALTH
 * @param teamCode the team that holds the family
 * @param requestedAt when
 */
@WireName(value = "specialist.requested.v1", topic = "kith.specialists")
public record SpecialistRequestedV1(
        UUID requestId, UUID familyId, String discipline, String teamCode, Instant requestedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
