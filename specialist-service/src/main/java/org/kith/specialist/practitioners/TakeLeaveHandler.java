package org.kith.specialist.practitioners;

import org.kith.platform.refusal.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes when a practitioner is away. */
@Service
public class TakeLeaveHandler {

    private final Practitioners practitioners;
    private final ApplicationEventPublisher events;

    TakeLeaveHandler(Practitioners practitioners, ApplicationEventPublisher events) {
        this.practitioners = practitioners;
        this.events = events;
    }

    @Transactional
    public void handle(TakeLeave command) {
        var practitioner = practitioners.lock(command.practitioner().value()).orElseThrow(Refusal::notFound);
        practitioner.awayFor(command.from(), command.until());
        events.publishEvent(new PractitionerHasRoom(practitioner.id(), practitioner.disciplines()));
    }
}
