package org.kith.allocation.workers;

import java.time.Clock;
import java.util.ArrayList;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says who works here and in which roles; saying the same again changes nothing. */
@Service
public class RegisterWorkerHandler {

    private final Workers workers;
    private final TeamBooks teams;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegisterWorkerHandler(Workers workers, TeamBooks teams, ApplicationEventPublisher events, Clock clock) {
        this.workers = workers;
        this.teams = teams;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(RegisterWorker asked) {
        everyTeamExists(asked);
        var worker = workers.findByWorkerId(asked.worker().value())
                .orElseGet(() -> new Worker(asked.worker(), asked.name()));
        worker.isCalled(asked.name());
        var left = worker.leave(role -> !asked.roles().contains(role), asked.from());
        var joined = worker.take(asked.roles(), asked.from(), clock.instant());
        workers.save(worker);
        workers.flush();
        teams.workersChanged();
        left.forEach(events::publishEvent);
        joined.forEach(events::publishEvent);
    }

    private void everyTeamExists(RegisterWorker asked) {
        var book = teams.current();
        var problems = new ArrayList<FieldProblem>();
        for (var role : asked.roles()) {
            if (role.county() && (role.role() == Role.SOCIAL_WORKER || role.role() == Role.TEAM_MANAGER)) {
                problems.add(new FieldProblem("roles", "team-needed", "This role is held in a team: name the team"));
            } else if (!role.county() && !(TeamCode.isOne(role.team()) && book.knows(new TeamCode(role.team())))) {
                problems.add(new FieldProblem("roles", "unknown-team", "There is no team with this code"));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
