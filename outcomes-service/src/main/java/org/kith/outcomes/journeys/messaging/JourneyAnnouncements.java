package org.kith.outcomes.journeys.messaging;

import org.kith.contracts.outcomes.JourneyClosedV1;
import org.kith.outcomes.journeys.JourneyClosed;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell performance teams when a family has left. */
@Component
class JourneyAnnouncements {

    private final Outbox outbox;

    JourneyAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(JourneyClosed event) {
        outbox.announce(new JourneyClosedV1(
                event.family().value(),
                event.journey().value(),
                event.teamCode(),
                event.reasonCode(),
                event.openedAt(),
                event.closedAt()));
    }
}
