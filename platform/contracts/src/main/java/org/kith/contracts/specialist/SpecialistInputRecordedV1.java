package org.kith.contracts.specialist;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A practitioner recorded work with the family; the first one is the first help.
 *
 * @param inputId the entry
 * @param requestId the request it was done under
 * @param familyId the family
 * @param discipline the discipline
 * @param practitionerId who did it
 * @param kindCode VISIT, CALL, GROUP or OTHER
 * @param happenedAt when the work was done (valid time)
 */
@WireName(value = "specialist.input-recorded.v1", topic = "kith.specialists")
public record SpecialistInputRecordedV1(
        UUID inputId,
        UUID requestId,
        UUID familyId,
        String discipline,
        UUID practitionerId,
        String kindCode,
        Instant happenedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
