package org.kith.outcomes.journeys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time of a family with the service, from its first referral to its end.
 *
 * @param id the same for the same opening referral
 * @param openedAt when that referral was received
 * @param allocatedAt when a team first held the family in this time
 * @param teamCode the team that holds it, or held it last
 * @param firstHelpAt when a practitioner first worked with the family
 * @param firstHelpFact the fact that says so
 * @param closedAt when it ended
 * @param reasonCode why it ended: the reason of the closing or of the decision
 */
public record Journey(
        JourneyId id,
        Instant openedAt,
        @Nullable Instant allocatedAt,
        @Nullable String teamCode,
        @Nullable Instant firstHelpAt,
        @Nullable String firstHelpFact,
        @Nullable Instant closedAt,
        @Nullable String reasonCode) {}
