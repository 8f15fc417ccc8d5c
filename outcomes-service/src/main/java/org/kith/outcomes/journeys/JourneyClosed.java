package org.kith.outcomes.journeys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A family's time with the service ended, as far as is known. Said again if later knowledge moves the end. */
public record JourneyClosed(
        FamilyId family,
        JourneyId journey,
        @Nullable String teamCode,
        String reasonCode,
        Instant openedAt,
        Instant closedAt) {}
