package org.kith.specialist.practitioners;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.kith.platform.security.Involvements;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a practitioner go who holds the role nowhere any more. Somebody who changed teams may be heard to leave the old one after
 * joining the new one, or before; the roles they still hold decide.
 */
@Service
public class WorkerLostSpecialistRoleHandler {

    private final Practitioners practitioners;
    private final Involvements involvements;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkerLostSpecialistRoleHandler(
            Practitioners practitioners, Involvements involvements, ApplicationEventPublisher events, Clock clock) {
        this.practitioners = practitioners;
        this.involvements = involvements;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(WorkerLostSpecialistRole command) {
        practitioners.lock(command.worker().value()).ifPresent(practitioner -> {
            var still = SpecialistRoles.stillHeld(involvements, command.worker()).stream()
                    .filter(team -> !team.equals(command.teamCode()))
                    .toList();
            if (still.isEmpty()) {
                leave(practitioner, command.leftOn());
            } else if (Objects.equals(practitioner.teamCode(), SpecialistRoles.teamOrPool(command.teamCode()))) {
                practitioner.worksIn(SpecialistRoles.teamOrPool(still.getFirst()));
                events.publishEvent(new PractitionerHasRoom(practitioner.id(), practitioner.disciplines()));
            }
        });
    }

    private void leave(Practitioner practitioner, LocalDate day) {
        practitioner.leavesOn(day);
        if (practitioner.hasLeft(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE))) {
            events.publishEvent(new PractitionerLeft(practitioner.id()));
        }
    }
}
