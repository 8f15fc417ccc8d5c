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
        var known = practitioners.lock(command.practitioner().value());
        var practitioner = known.orElseGet(() ->
                new Practitioner(command.practitioner(), command.discipline(), command.teamCode(), command.capacity()));
        practitioner.registeredAs(command.discipline(), command.teamCode(), command.capacity(), command.email());
        practitioners.save(practitioner);
        events.publishEvent(new PractitionerHasRoom(practitioner.id(), practitioner.disciplines()));
        return known.isEmpty();
    }
}
