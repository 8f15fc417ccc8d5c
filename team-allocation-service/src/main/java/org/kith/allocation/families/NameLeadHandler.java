package org.kith.allocation.families;

import java.util.List;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names the one lead practitioner of a family, from the team that holds it. */
@Service
public class NameLeadHandler {

    private final FamilyPlaces places;
    private final WorkerDirectory workers;
    private final Leads leads;
    private final Decisions decisions;
    private final FamilyTasks tasks;
    private final Access access;
    private final ApplicationEventPublisher events;

    NameLeadHandler(
            FamilyPlaces places,
            WorkerDirectory workers,
            Leads leads,
            Decisions decisions,
            FamilyTasks tasks,
            Access access,
            ApplicationEventPublisher events) {
        this.places = places;
        this.workers = workers;
        this.leads = leads;
        this.decisions = decisions;
        this.tasks = tasks;
        this.access = access;
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
                    "This worker holds no role in team " + team,
                    "Choose somebody from the team, or give them a role in it first.");
        }
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
                List.of("The lead practitioner works in team " + team + ", which holds the family"),
                null,
                asked.at(),
                Acting.who().subject()));
        events.publishEvent(new LeadPractitionerNamed(place.family(), team, asked.worker(), asked.at()));
    }
}
