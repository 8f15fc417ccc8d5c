package org.kith.specialist.requests;

import java.time.Clock;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerHasRoom;
import org.kith.specialist.practitioners.PractitionerLeft;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waiting requests are looked at again when somebody joins or gets room; a leaver's requests go to others. */
@Component
class WhenRoomChanges {

    private final SpecialistRequests requests;
    private final Placing placing;
    private final Clock clock;

    WhenRoomChanges(SpecialistRequests requests, Placing placing, Clock clock) {
        this.requests = requests;
        this.placing = placing;
        this.clock = clock;
    }

    @EventListener
    void on(PractitionerHasRoom event) {
        placing.roomFor(event.practitioner(), clock.instant());
    }

    @EventListener
    void on(PractitionerLeft event) {
        requests.lockHeldBy(event.practitioner().value(), Lifecycle.OPEN)
                .forEach(request -> placing.takeAwayAndPlace(request, Reason.PRACTITIONER_LEFT, clock.instant()));
    }
}
