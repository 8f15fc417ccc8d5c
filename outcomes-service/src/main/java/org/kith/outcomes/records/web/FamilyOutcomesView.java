package org.kith.outcomes.records.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.Journey;

/** What changed for one family: its times with the service, its children and what was recorded of them. */
record FamilyOutcomesView(UUID familyId, List<UUID> childIds, List<JourneyView> journeys, List<OutcomeView> outcomes) {

    /** One time with the service. */
    record JourneyView(
            UUID journeyId,
            Instant openedAt,
            @Nullable Instant allocatedAt,
            @Nullable String teamCode,
            @Nullable Instant firstHelpAt,
            @Nullable Instant closedAt,
            @Nullable String reasonCode) {

        static JourneyView of(Journey journey) {
            return new JourneyView(
                    journey.id().value(),
                    journey.openedAt(),
                    journey.allocatedAt(),
                    journey.teamCode(),
                    journey.firstHelpAt(),
                    journey.closedAt(),
                    journey.reasonCode());
        }
    }
}
