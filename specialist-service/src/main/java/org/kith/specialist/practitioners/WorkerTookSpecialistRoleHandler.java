package org.kith.specialist.practitioners;

import java.time.Clock;
import java.time.LocalDate;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes somebody back who had left; a worker who is on no list is none of ours yet. */
@Service
public class WorkerTookSpecialistRoleHandler {

    private final Practitioners practitioners;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkerTookSpecialistRoleHandler(Practitioners practitioners, ApplicationEventPublisher events, Clock clock) {
        this.practitioners = practitioners;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(WorkerTookSpecialistRole command) {
        var today = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        practitioners
                .lock(command.worker().value())
                .filter(practitioner -> practitioner.hasLeft(today))
                .ifPresent(practitioner -> {
                    practitioner.isBack();
                    practitioner.worksIn(SpecialistRoles.teamOrPool(command.teamCode()));
                    events.publishEvent(new PractitionerHasRoom(practitioner.id(), practitioner.disciplines()));
                });
    }
}
