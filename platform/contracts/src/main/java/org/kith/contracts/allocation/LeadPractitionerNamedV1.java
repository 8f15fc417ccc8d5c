package org.kith.contracts.allocation;

import java.time.Instant;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * One worker is now the lead practitioner of the family.
 *
 * @param familyId the family
 * @param teamCode the team that holds the family
 * @param workerId the worker, the same id as the subject of their sign-in
 * @param namedAt when (valid time)
 */
@WireName(value = "lead-practitioner.named.v1", topic = "kith.families")
public record LeadPractitionerNamedV1(UUID familyId, String teamCode, UUID workerId, Instant namedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
