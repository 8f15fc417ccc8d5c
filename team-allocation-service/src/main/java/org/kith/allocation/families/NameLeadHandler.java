package org.kith.allocation.families;

import java.util.List;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.Absences;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names the one lead practitioner of a family, from the team that holds it. */
@Service
public class NameLeadHandler {

    private final FamilyPlaces places;
    private final WorkerDirectory workers;
    private final Absences absences;
    private final TeamBooks books;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final Access access;
    private final Involvements involvements;
    private final PerpetratorsWorkers perpetratorsWorkers;
    private final ApplicationEventPublisher events;

    NameLeadHandler(
            FamilyPlaces places,
            WorkerDirectory workers,
            Absences absences,
            TeamBooks books,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            Access access,
            Involvements involvements,
            PerpetratorsWorkers perpetratorsWorkers,
            ApplicationEventPublisher events) {
        this.places = places;
        this.workers = workers;
        this.absences = absences;
        this.books = books;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.access = access;
        this.involvements = involvements;
        this.perpetratorsWorkers = perpetratorsWorkers;
        this.events = events;
    }

    @Transactional
    public void handle(NameLead asked) {
        access.requireForFamily(Act.NAME_LEAD, asked.family().value());
        var place = places.findById(asked.family().value()).orElseThrow(Refusal::notFound);
        if (asked.worker().equals(place.lead())) {
            return;
        }
        var team = place.nameLead(asked.worker(), asked.at());
        if (!workers.worksIn(asked.worker(), team)) {
            throw new Refusal(
                    "worker-not-in-team",
                    "This worker holds no role in " + called(team, asked),
                    "Choose somebody from the team, or give them a role in it first.");
        }
        mustSee(asked);
        mustNotStandWithThePerpetrator(asked);
        mustBeThere(asked);
        leads.begin(place.family(), asked.worker(), team, asked.at());
        tasks.settled(place.family());
        decisions.add(new Decision(
                place.family(),
                null,
                false,
                Decision.Outcome.LEAD_NAMED,
                "NAMED_BY_MANAGER",
                team,
                null,
                List.of("The lead practitioner works in " + called(team, asked) + ", which holds the family"),
                null,
                asked.at(),
                Acting.who().subject()));
        events.publishEvent(new LeadPractitionerNamed(place.family(), team, asked.worker(), asked.at()));
    }

    private String called(TeamCode team, NameLead asked) {
        return books.current().called(team, TeamBooks.day(asked.at()));
    }

    /** Whoever is kept from the family could do nothing for it, and nobody would know. */
    private void mustSee(NameLead asked) {
        if (!involvements
                .keptFrom(asked.family().value(), List.of(asked.worker().value()))
                .isEmpty()) {
            throw new Refusal(
                    "worker-kept-from-family",
                    "This worker may not see the family",
                    "Choose somebody else; who may see it is decided by the practice lead.");
        }
    }

    private void mustNotStandWithThePerpetrator(NameLead asked) {
        if (perpetratorsWorkers.include(asked.worker(), asked.family())) {
            throw new Refusal(
                    "works-with-perpetrator",
                    "This worker works, or worked, with the perpetrator of the abuse in this family",
                    "Choose somebody else: whoever leads the work is told where the survivor lives.");
        }
    }

    private void mustBeThere(NameLead asked) {
        var worker = asked.worker().value();
        var absence = absences.on(TeamBooks.day(asked.at()), List.of(worker)).get(worker);
        if (absence != null) {
            throw new Refusal(
                    "worker-away", "This worker is away " + absence.inWords(), "Choose somebody who is there.");
        }
    }
}
