package org.kith.specialist.chapters.messaging;

import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.platform.outbox.Outbox;
import org.kith.specialist.chapters.InputRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell the other services of recorded work: that it was done, never what was written. */
@Component
class InputAnnouncements {

    private final Outbox outbox;

    InputAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(InputRecorded event) {
        outbox.announce(new SpecialistInputRecordedV1(
                event.input().value(),
                event.request().value(),
                event.familyId(),
                event.discipline().name(),
                event.practitioner().value(),
                event.kind().name(),
                event.happenedAt()));
    }
}
