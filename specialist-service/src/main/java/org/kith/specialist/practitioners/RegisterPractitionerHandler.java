package org.kith.specialist.practitioners;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the list of practitioners. */
@Service
public class RegisterPractitionerHandler {

    private final Practitioners practitioners;
    private final ApplicationEventPublisher events;

    RegisterPractitionerHandler(Practitioners practitioners, ApplicationEventPublisher events) {
        this.practitioners = practitioners;
        this.events = events;
    }

    /** Answers true for somebody new. */
    @Transactional
    public boolean handle(RegisterPractitioner command) {
        var id = command.practitioner().value();
        var isNew = practitioners.know(id, command.discipline().name()) > 0;
        var practitioner = practitioners.lock(id).orElseThrow();
        practitioner.registeredAs(command.discipline(), command.teamCode(), command.capacity(), command.email());
        events.publishEvent(new PractitionerHasRoom(practitioner.id(), practitioner.disciplines()));
        return isNew;
    }
}
