package org.kith.contracts.outcomes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * The family has left the service; its figures for this time are complete.
 *
 * @param familyId the family
 * @param journeyId this time with the service
 * @param teamCode the team that held it last; absent if none did
 * @param reasonCode why it ended: the reason of the closing or of the decision
 * @param openedAt when its first referral of this time was received
 * @param closedAt when it ended
 */
@WireName(value = "journey.closed.v1", topic = "kith.outcomes.{council}")
public record JourneyClosedV1(
        UUID familyId, UUID journeyId, @Nullable String teamCode, String reasonCode, Instant openedAt, Instant closedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
