package org.kith.allocation.families;

import java.util.List;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.waiting.Waiting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person gives a waiting family its team; against the policy's wish it is an override, and either way there is a reason. */
@Service
public class PlaceFamilyHandler {

    private final FamilyPlaces places;
    private final ReceivingTeam receiving;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Decisions decisions;
    private final Waiting waiting;
    private final FamilyTasks tasks;
    private final Access access;
    private final ApplicationEventPublisher events;

    PlaceFamilyHandler(
            FamilyPlaces places,
            ReceivingTeam receiving,
            TeamBooks books,
            TeamRooms rooms,
            Decisions decisions,
            Waiting waiting,
            FamilyTasks tasks,
            Access access,
            ApplicationEventPublisher events) {
        this.places = places;
        this.receiving = receiving;
        this.books = books;
        this.rooms = rooms;
        this.decisions = decisions;
        this.waiting = waiting;
        this.tasks = tasks;
        this.access = access;
        this.events = events;
    }

    @Transactional
    public void handle(PlaceFamily asked) {
        access.requireForFamily(Act.PLACE_FAMILY, asked.family().value());
        var place = places.findById(asked.family().value()).orElseThrow(Refusal::notFound);
        place.mustWait(asked.at());
        var team = receiving.chosen(asked.team(), null, asked.at());
        var wanted = place.wantedTeam();
        var reason = wanted == null || wanted.equals(team.code())
                ? AllocationReason.PLACED_BY_PERSON
                : AllocationReason.OVERRIDE;
        place.allocateTo(team.code(), asked.at());
        rooms.take(team);
        waiting.end(AllocationDesk.QUEUE, place.family().value().toString());
        tasks.needsLead(place, asked.at());
        decisions.add(new Decision(
                place.family(),
                place.referral(),
                false,
                Decision.Outcome.ALLOCATED,
                reason.name(),
                team.code(),
                wanted,
                List.of(
                        wanted == null
                                ? "A person chose " + team.called()
                                : "A person chose " + team.called() + "; the family's area is served by "
                                        + books.current().called(wanted, TeamBooks.day(asked.at())),
                        team.called() + " is live and has room"),
                asked.reason(),
                asked.at(),
                Acting.who().subject()));
        events.publishEvent(new FamilyAllocated(place.family(), place.referral(), team.code(), reason, asked.at()));
    }
}
