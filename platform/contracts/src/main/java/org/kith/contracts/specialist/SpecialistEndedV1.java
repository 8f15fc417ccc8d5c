package org.kith.contracts.specialist;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A practitioner no longer works on the request. Not said of a request that ends since its family was joined with another for which
 * the same practitioner has the same discipline: their work goes on.
 *
 * @param requestId the request
 * @param familyId the family
 * @param discipline the discipline
 * @param practitionerId who had it
 * @param reasonCode HANDED_BACK, FINISHED, FAMILY_CLOSED or TRANSFERRED
 * @param endedAt when
 */
@WireName(value = "specialist.ended.v1", topic = "kith.specialists")
public record SpecialistEndedV1(
        UUID requestId, UUID familyId, String discipline, UUID practitionerId, String reasonCode, Instant endedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
