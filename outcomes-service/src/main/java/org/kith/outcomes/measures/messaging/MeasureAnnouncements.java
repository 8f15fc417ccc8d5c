package org.kith.outcomes.measures.messaging;

import org.kith.contracts.outcomes.MeasureMovedV1;
import org.kith.outcomes.measures.MeasureMoved;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell performance teams when a count moves. */
@Component
class MeasureAnnouncements {

    private final Outbox outbox;

    MeasureAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(MeasureMoved event) {
        outbox.announce(new MeasureMovedV1(
                event.measureCode(),
                event.scope().value(),
                event.day(),
                event.value(),
                event.change(),
                event.knowledgeSequence(),
                event.knownAt()));
    }
}
