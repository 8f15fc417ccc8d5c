package org.kith.allocation.families;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.placements.Placement;
import org.kith.allocation.placements.PlacementPolicy;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks the policy where a family belongs, and does what it says. */
@Component
class AllocationDesk {

    /** What waits here, in the language of {@link Waiting}. */
    static final String QUEUE = "ALLOCATION";

    /** A family in danger waits no longer than this for somebody to choose a team. */
    private static final Duration URGENT_LIMIT = Duration.ofHours(1);

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Decisions decisions;
    private final Waiting waiting;
    private final FamilyTasks tasks;
    private final WorkingDays workingDays;
    private final ApplicationEventPublisher events;

    AllocationDesk(
            TeamBooks books,
            TeamRooms rooms,
            Decisions decisions,
            Waiting waiting,
            FamilyTasks tasks,
            WorkingDays workingDays,
            ApplicationEventPublisher events) {
        this.books = books;
        this.rooms = rooms;
        this.decisions = decisions;
        this.waiting = waiting;
        this.tasks = tasks;
        this.workingDays = workingDays;
        this.events = events;
    }

    /** Answers an accepted referral. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answer(FamilyPlace place, Instant at) {
        carryOut(place, decide(place, at), true, at);
    }

    /** Places a family that goes on from one that was joined into it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void placeAfterJoin(FamilyPlace place, Instant at) {
        carryOut(place, decide(place, at), false, at);
    }

    /** Looks again at a family that waits; if it has to go on waiting nothing changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean lookAgain(FamilyPlace place, Instant at) {
        var placement = decide(place, at);
        if (placement instanceof Placement.Waits) {
            return false;
        }
        carryOut(place, placement, false, at);
        return true;
    }

    private Placement decide(FamilyPlace place, Instant at) {
        return new PlacementPolicy(books.current(), rooms::free).decide(place.asQuestion(at));
    }

    private void carryOut(FamilyPlace place, Placement placement, boolean answers, Instant at) {
        switch (placement) {
            case Placement.Stays stays -> {
                place.stay();
                note(place, answers, Decision.Outcome.STAYED, "ALREADY_HELD", stays, stays.team(), null, at);
                events.publishEvent(new FamilyAllocated(
                        place.family(), place.referral(), stays.team(), AllocationReason.ALREADY_HELD, at));
            }
            case Placement.Goes goes -> {
                boolean waited = place.state() == PlaceState.WAITING;
                place.allocateTo(goes.team(), at);
                rooms.take(books.current().team(goes.team(), TeamBooks.day(at)).orElseThrow());
                if (waited) {
                    waiting.end(QUEUE, place.family().value().toString());
                }
                tasks.needsLead(place, at);
                note(place, answers, Decision.Outcome.ALLOCATED, "AREA", goes, goes.team(), goes.runnerUp(), at);
                events.publishEvent(
                        new FamilyAllocated(place.family(), place.referral(), goes.team(), AllocationReason.AREA, at));
            }
            case Placement.Waits waits -> {
                place.waitFor(waits.reason(), waits.wanted(), at, limit(place, at));
                queue(place);
                note(
                        place,
                        answers,
                        Decision.Outcome.WAITING,
                        waits.reason().name(),
                        waits,
                        waits.wanted(),
                        waits.runnerUp(),
                        at);
                events.publishEvent(new FamilyWaits(
                        place.family(),
                        place.referral(),
                        waits.reason(),
                        place.urgent(),
                        place.since(),
                        Objects.requireNonNull(place.limitAt())));
            }
        }
    }

    /** Puts the family on the duty workers' screen, or changes why it is there. */
    private void queue(FamilyPlace place) {
        waiting.begin(new Waiting.Item(
                QUEUE,
                place.family().value().toString(),
                place.family().value().toString(),
                Role.ALLOCATION_DUTY.name(),
                Objects.requireNonNull(place.waitReason()).name(),
                place.urgent(),
                place.since(),
                Objects.requireNonNull(place.limitAt()),
                false));
    }

    private Instant limit(FamilyPlace place, Instant at) {
        return place.urgent() ? at.plus(URGENT_LIMIT) : workingDays.deadline(at, LIMIT_IN_WORKING_DAYS);
    }

    private void note(
            FamilyPlace place,
            boolean answers,
            Decision.Outcome outcome,
            String reasonCode,
            Placement placement,
            @Nullable TeamCode team,
            @Nullable TeamCode runnerUp,
            Instant at) {
        decisions.add(new Decision(
                place.family(),
                place.referral(),
                answers,
                outcome,
                reasonCode,
                team,
                runnerUp,
                placement.reasons(),
                null,
                at,
                Decision.POLICY));
    }
}
