package org.kith.allocation.families;

import java.util.List;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends the team's work with a family; a later referral may open it again. */
@Service
public class CloseFamilyHandler {

    private final FamilyPlaces places;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final Access access;
    private final ApplicationEventPublisher events;

    CloseFamilyHandler(
            FamilyPlaces places,
            TeamBooks books,
            TeamRooms rooms,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            Access access,
            ApplicationEventPublisher events) {
        this.places = places;
        this.books = books;
        this.rooms = rooms;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.access = access;
        this.events = events;
    }

    @Transactional
    public void handle(CloseFamily asked) {
        access.requireForFamily(Act.CLOSE_FAMILY, asked.family().value());
        var place = places.findById(asked.family().value()).orElseThrow(Refusal::notFound);
        var lead = place.lead();
        var team = place.close(asked.at());
        decisions.nothingAcceptedAfter(place.family(), asked.at());
        rooms.giveBack(team);
        leads.end(place.family(), asked.at());
        tasks.settled(place.family());
        decisions.add(new Decision(
                place.family(),
                null,
                false,
                Decision.Outcome.CLOSED,
                asked.reason().name(),
                team,
                null,
                List.of(books.current().called(team, TeamBooks.day(asked.at())) + " ended its work with the family"),
                asked.note(),
                asked.at(),
                Acting.who().subject()));
        if (lead != null) {
            events.publishEvent(new LeadPractitionerEnded(place.family(), lead, asked.at()));
        }
        events.publishEvent(new FamilyClosed(place.family(), team, asked.reason(), asked.at()));
    }
}
