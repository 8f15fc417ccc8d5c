package org.kith.specialist.requests.messaging;

import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.contracts.specialist.SpecialistRequestedV1;
import org.kith.platform.outbox.Outbox;
import org.kith.specialist.requests.SpecialistAssigned;
import org.kith.specialist.requests.SpecialistEnded;
import org.kith.specialist.requests.SpecialistRequested;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell the other services about requests, in the shared language. */
@Component
class RequestAnnouncements {

    private final Outbox outbox;

    RequestAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(SpecialistRequested event) {
        outbox.announce(new SpecialistRequestedV1(
                event.request().value(),
                event.family().value(),
                event.discipline().name(),
                event.team().value(),
                event.at()));
    }

    @EventListener
    void on(SpecialistAssigned event) {
        outbox.announce(new SpecialistAssignedV1(
                event.request().value(),
                event.family().value(),
                event.discipline().name(),
                event.practitioner().value(),
                event.team().value(),
                event.at()));
    }

    @EventListener
    void on(SpecialistEnded event) {
        outbox.announce(new SpecialistEndedV1(
                event.request().value(),
                event.family().value(),
                event.discipline().name(),
                event.practitioner().value(),
                event.reason().name(),
                event.at()));
    }
}
