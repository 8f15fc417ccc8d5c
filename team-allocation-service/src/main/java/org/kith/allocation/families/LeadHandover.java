package org.kith.allocation.families;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerLeft;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When somebody leaves a team, the families they led there get a task instead of a lead who is gone. */
@Component
class LeadHandover {

    private final FamilyPlaces places;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final TeamBooks books;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LeadHandover(
            FamilyPlaces places,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            TeamBooks books,
            ApplicationEventPublisher events,
            Clock clock) {
        this.places = places;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.books = books;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(WorkerLeft left) {
        if (left.stillInTeam() || left.role().county()) {
            return;
        }
        var team = new TeamCode(left.role().team());
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var place : places.findByLeadWorkerIdAndTeamCode(left.worker().value(), team.value())) {
            place.endLead();
            leads.end(place.family(), at);
            tasks.leadLeft(place, at);
            decisions.add(new Decision(
                    place.family(),
                    null,
                    false,
                    Decision.Outcome.LEAD_ENDED,
                    "LEAD_LEFT_TEAM",
                    team,
                    null,
                    List.of("The lead practitioner left " + books.current().called(team, TeamBooks.day(at))),
                    null,
                    at,
                    Decision.POLICY));
            events.publishEvent(new LeadPractitionerEnded(place.family(), left.worker(), at));
        }
    }
}
