package org.kith.allocation.workers;

import org.kith.allocation.teams.TeamBooks;
import org.kith.platform.refusal.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a worker's roles; what they led gets a handover task in the same transaction. */
@Service
public class LeaveRolesHandler {

    private final Workers workers;
    private final TeamBooks teams;
    private final ApplicationEventPublisher events;

    LeaveRolesHandler(Workers workers, TeamBooks teams, ApplicationEventPublisher events) {
        this.workers = workers;
        this.teams = teams;
        this.events = events;
    }

    @Transactional
    public void handle(LeaveRoles asked) {
        var worker = workers.findByWorkerId(asked.worker().value()).orElseThrow(Refusal::notFound);
        var left = worker.leave(role -> asked.team() == null || role.team().equals(asked.team()), asked.on());
        workers.flush();
        teams.workersChanged();
        left.forEach(events::publishEvent);
    }
}
