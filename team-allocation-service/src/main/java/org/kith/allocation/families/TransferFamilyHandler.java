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

/** Moves a family to another team; its new team names a new lead. */
@Service
public class TransferFamilyHandler {

    private final FamilyPlaces places;
    private final ReceivingTeam receiving;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final Access access;
    private final ApplicationEventPublisher events;

    TransferFamilyHandler(
            FamilyPlaces places,
            ReceivingTeam receiving,
            TeamBooks books,
            TeamRooms rooms,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            Access access,
            ApplicationEventPublisher events) {
        this.places = places;
        this.receiving = receiving;
        this.books = books;
        this.rooms = rooms;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.access = access;
        this.events = events;
    }

    @Transactional
    public void handle(TransferFamily asked) {
        access.requireForFamily(Act.TRANSFER_FAMILY, asked.family().value());
        var place = places.findById(asked.family().value()).orElseThrow(Refusal::notFound);
        var lead = place.lead();
        var from = place.transferTo(asked.to(), asked.at());
        var to = receiving.chosen(asked.to(), from, asked.at());
        rooms.giveBack(from);
        rooms.take(to);
        leads.end(place.family(), asked.at());
        tasks.settled(place.family());
        tasks.needsLead(place, asked.at());
        decisions.add(new Decision(
                place.family(),
                null,
                false,
                Decision.Outcome.TRANSFERRED,
                asked.reason().name(),
                to.code(),
                from,
                List.of(
                        books.current().called(from, TeamBooks.day(asked.at())) + " gave the family up",
                        to.called() + " is live and has room"),
                asked.note(),
                asked.at(),
                Acting.who().subject()));
        if (lead != null) {
            events.publishEvent(new LeadPractitionerEnded(place.family(), lead, asked.at()));
        }
        events.publishEvent(new FamilyTransferred(place.family(), from, to.code(), asked.reason(), asked.at()));
    }
}
