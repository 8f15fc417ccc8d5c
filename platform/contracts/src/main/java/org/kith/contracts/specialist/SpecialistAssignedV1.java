package org.kith.contracts.specialist;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A practitioner was given the request.
 *
 * @param requestId the request
 * @param familyId the family
 * @param discipline the discipline asked for
 * @param practitionerId the practitioner, the same id as the subject of their sign-in
 * @param teamCode the team that holds the family
 * @param assignedAt when
 */
@WireName(value = "specialist.assigned.v1", topic = "kith.specialists")
public record SpecialistAssignedV1(
        UUID requestId, UUID familyId, String discipline, UUID practitionerId, String teamCode, Instant assignedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
