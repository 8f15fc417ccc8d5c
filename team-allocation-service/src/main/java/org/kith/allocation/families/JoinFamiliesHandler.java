package org.kith.allocation.families;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.waiting.Waiting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two families turned out to be one: the survivor keeps its place, the absorbed one's place ends with a decision. If only the
 * absorbed one had a team, or waited, the survivor goes on from there; if two teams held them, the survivor's stays and a manager is asked.
 */
@Service
public class JoinFamiliesHandler {

    private final KnownPlaces places;
    private final Survivors survivors;
    private final AllocationDesk desk;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final PerpetratorsWorkers perpetratorsWorkers;
    private final Waiting waiting;
    private final ApplicationEventPublisher events;

    JoinFamiliesHandler(
            KnownPlaces places,
            Survivors survivors,
            AllocationDesk desk,
            TeamBooks books,
            TeamRooms rooms,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            PerpetratorsWorkers perpetratorsWorkers,
            Waiting waiting,
            ApplicationEventPublisher events) {
        this.places = places;
        this.survivors = survivors;
        this.desk = desk;
        this.books = books;
        this.rooms = rooms;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.perpetratorsWorkers = perpetratorsWorkers;
        this.waiting = waiting;
        this.events = events;
    }

    @Transactional
    public void handle(JoinFamilies joined) {
        var absorbed = places.find(joined.absorbed());
        if (absorbed.isEmpty() || absorbed.get().state() == PlaceState.JOINED) {
            return;
        }
        var gone = absorbed.get();
        var survivor = survivors.of(joined.survivor());
        var before = places.find(survivor);
        switch (gone.state()) {
            case HELD -> heldWasAbsorbed(gone, survivor, before, joined);
            case WAITING -> waitingWasAbsorbed(gone, survivor, before, joined);
            case CLOSED, ARRIVED, JOINED -> {}
        }
        before.ifPresent(place -> place.learnsFrom(gone));
        note(
                gone.family(),
                gone.team(),
                Decision.Outcome.JOINED,
                "FAMILY_JOINED",
                "The family turned out to be another one, which goes on",
                joined);
        leads.end(gone.family(), joined.at());
        gone.joinInto(survivor, joined.at());
        places.find(survivor).ifPresent(place -> nobodyLeadsWhoStandsWithThePerpetrator(place, gone.family(), joined));
    }

    /** What naming them would refuse ends here, and the manager has to name somebody else. */
    private void nobodyLeadsWhoStandsWithThePerpetrator(FamilyPlace place, FamilyId absorbed, JoinFamilies joined) {
        var lead = place.lead();
        if (lead == null || !perpetratorsWorkers.include(lead, place.family(), absorbed)) {
            return;
        }
        place.endLead();
        leads.end(place.family(), joined.at());
        tasks.leadStandsWithThePerpetrator(place, joined.at());
        note(
                place.family(),
                place.team(),
                Decision.Outcome.LEAD_ENDED,
                "LEAD_WORKS_WITH_PERPETRATOR",
                "The lead practitioner works, or worked, with the perpetrator of the abuse in one of the families that were joined",
                joined);
        events.publishEvent(new LeadPractitionerEnded(place.family(), lead, joined.at()));
    }

    private void heldWasAbsorbed(
            FamilyPlace gone, FamilyId survivor, Optional<FamilyPlace> before, JoinFamilies joined) {
        var team = Objects.requireNonNull(gone.team());
        if (before.isPresent() && before.get().state() == PlaceState.HELD) {
            rooms.giveBack(team);
            if (!team.equals(before.get().team())) {
                tasks.twoTeams(before.get(), joined.at());
                note(
                        survivor,
                        before.get().team(),
                        Decision.Outcome.STAYED,
                        "HELD_BY_TWO_TEAMS",
                        called(Objects.requireNonNull(before.get().team()), joined)
                                + " held the family that goes on, and " + called(team, joined)
                                + " the one joined into it; the first stays until a manager says otherwise",
                        joined);
            }
            tasks.settled(gone.family());
            leadOfTwo(gone, before.get(), joined);
            return;
        }
        // the team's room does not change: it holds one family before and after
        var place = before.orElseGet(() -> new FamilyPlace(survivor, gone.referral(), joined.at()));
        waiting.end(AllocationDesk.QUEUE, survivor.value().toString());
        place.learnsFrom(gone);
        place.allocateTo(team, joined.at());
        tasks.settled(gone.family());
        note(
                survivor,
                team,
                Decision.Outcome.ALLOCATED,
                AllocationReason.ALREADY_HELD.name(),
                called(team, joined) + " held the family that was joined into this one",
                joined);
        events.publishEvent(
                new FamilyAllocated(survivor, gone.referral(), team, AllocationReason.ALREADY_HELD, joined.at()));
        var lead = gone.lead();
        if (lead != null) {
            place.keepLead(lead);
            leads.begin(survivor, lead, team, joined.at());
            events.publishEvent(new LeadPractitionerNamed(survivor, team, lead, joined.at()));
        } else {
            tasks.needsLead(place, joined.at());
        }
        places.save(place);
    }

    private String called(TeamCode team, JoinFamilies joined) {
        return books.current().called(team, TeamBooks.day(joined.at()));
    }

    /** In one team the lead goes on if the survivor has none; a lead from another team ends. */
    private void leadOfTwo(FamilyPlace gone, FamilyPlace survivor, JoinFamilies joined) {
        var lead = gone.lead();
        if (lead == null || lead.equals(survivor.lead())) {
            return;
        }
        if (survivor.lead() == null && Objects.equals(gone.team(), survivor.team())) {
            var team = survivor.keepLead(lead);
            tasks.hasLead(survivor.family());
            leads.begin(survivor.family(), lead, team, joined.at());
            events.publishEvent(new LeadPractitionerNamed(survivor.family(), team, lead, joined.at()));
        } else {
            events.publishEvent(new LeadPractitionerEnded(gone.family(), lead, joined.at()));
        }
    }

    private void waitingWasAbsorbed(
            FamilyPlace gone, FamilyId survivor, Optional<FamilyPlace> before, JoinFamilies joined) {
        waiting.end(AllocationDesk.QUEUE, gone.family().value().toString());
        boolean survivorIsPlaced = before.isPresent()
                && (before.get().state() == PlaceState.HELD || before.get().state() == PlaceState.WAITING);
        if (!survivorIsPlaced) {
            var place = before.orElseGet(() -> new FamilyPlace(survivor, gone.referral(), joined.at()));
            place.learnsFrom(gone);
            desk.placeAfterJoin(place, joined.at());
            places.save(place);
        }
    }

    private void note(
            FamilyId family,
            @Nullable TeamCode team,
            Decision.Outcome outcome,
            String reasonCode,
            String reason,
            JoinFamilies joined) {
        decisions.add(new Decision(
                family,
                null,
                false,
                outcome,
                reasonCode,
                team,
                null,
                List.of(reason),
                null,
                joined.at(),
                Decision.POLICY));
    }
}
