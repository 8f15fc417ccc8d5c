package org.kith.specialist.requests;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.platform.security.Involvements;
import org.kith.specialist.assigning.Ask;
import org.kith.specialist.assigning.AssigningPolicy;
import org.kith.specialist.assigning.Proposal;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.Candidate;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Opens requests, gives them to practitioners and takes them away again, with everything that belongs to it: the count of the
 * work held, the sides of the abuse, the involvement that opens the family's record, the queue, the reasons, and the event.
 */
@Component
class Placing {

    /** How many waiting requests are looked at when somebody gets room; they have seldom more. */
    private static final int LOOKED_AT_ONCE = 50;

    private final SpecialistRequests requests;
    private final FamilyFiles files;
    private final Roster roster;
    private final DomesticAbuseSides sides;
    private final RequestQueue queue;
    private final AcceptanceLimit acceptance;
    private final Decisions decisions;
    private final Involvements involvements;
    private final ApplicationEventPublisher events;

    Placing(
            SpecialistRequests requests,
            FamilyFiles files,
            Roster roster,
            DomesticAbuseSides sides,
            RequestQueue queue,
            AcceptanceLimit acceptance,
            Decisions decisions,
            Involvements involvements,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.files = files;
        this.roster = roster;
        this.sides = sides;
        this.queue = queue;
        this.acceptance = acceptance;
        this.decisions = decisions;
        this.involvements = involvements;
        this.events = events;
    }

    /** Opens a request and gives it to somebody, or lets it wait. */
    void open(FamilyId family, Discipline discipline, TeamCode team, boolean urgent, Reason why, Instant at) {
        var id = new RequestId(UuidCreator.getTimeOrderedEpoch());
        var request = requests.save(new SpecialistRequest(id, family, discipline, team, urgent, at));
        files.add(request);
        decisions.byPolicy(request, Outcome.OPENED, null, List.of(why), at);
        events.publishEvent(new SpecialistRequested(id, family, discipline, team, at));
        place(request, at);
    }

    /** Gives a waiting request to whom the policy chooses, or says why it waits; looking again in vain is not written down. */
    void place(SpecialistRequest request, Instant at) {
        place(request, !request.limitIsKnown(), at);
    }

    /** The same for a waiting request whose family has another team now: who owns the waiting and why it waits may differ. */
    void placeAnew(SpecialistRequest request, Instant at) {
        place(request, true, at);
    }

    private void place(SpecialistRequest request, boolean news, Instant at) {
        var candidates = new ArrayList<>(
                roster.candidates(request.discipline(), request.team().value()));
        var barred = new HashSet<>(barredFrom(request));
        var keptFrom = keptFrom(request.family(), candidates);
        while (true) {
            var ask = new Ask(request.discipline(), Set.copyOf(barred), request.handedBackBy(), keptFrom);
            switch (AssigningPolicy.choose(ask, candidates)) {
                case Proposal.Wait wait -> {
                    if (news) {
                        decisions.byPolicy(request, Outcome.WAITS, null, wait.reasons(), at);
                        queue.join(request, wait.reasons());
                    }
                    return;
                }
                case Proposal.Give give -> {
                    var chosen = give.practitioner();
                    if (!roster.takesOne(
                            chosen, request.discipline(), request.team().value())) {
                        candidates.replaceAll(candidate -> candidate.id().equals(chosen) ? full(candidate) : candidate);
                    } else if (!sides.takes(request.family(), chosen, request.discipline())) {
                        roster.letsOneGo(chosen);
                        barred.add(chosen);
                    } else {
                        decisions.byPolicy(request, Outcome.ASSIGNED, chosen, give.reasons(), at);
                        given(request, chosen, at);
                        return;
                    }
                }
            }
        }
    }

    /**
     * Who may never be asked: whoever stands on the other side of the abuse; and for the perpetrator's side whoever leads, or led, the
     * work with the family, and was told where the survivor lives.
     */
    Set<PractitionerId> barredFrom(SpecialistRequest request) {
        var barred = sides.barredFrom(request.family(), request.discipline());
        return request.discipline() == Discipline.DOMESTIC_ABUSE_PERPETRATOR
                ? Stream.concat(barred.stream(), leadsOf(request.family())).collect(Collectors.toUnmodifiableSet())
                : barred;
    }

    private Stream<PractitionerId> leadsOf(FamilyId family) {
        return involvements.withFamily(family.value()).stream()
                .filter(one -> one.as() == Involvements.As.LEAD_PRACTITIONER)
                .map(one -> new PractitionerId(one.workerId()));
    }

    /** Those of them whom the lists keep from the family; one statement. */
    Set<PractitionerId> keptFrom(FamilyId family, List<Candidate> candidates) {
        var workers =
                candidates.stream().map(candidate -> candidate.id().value()).toList();
        return involvements.keptFrom(family.value(), workers).stream()
                .map(PractitionerId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the lists keep somebody from a family, whoever chooses them. */
    boolean keepsFrom(FamilyId family, PractitionerId practitioner) {
        return !involvements
                .keptFrom(family.value(), List.of(practitioner.value()))
                .isEmpty();
    }

    /** The practitioner, already counted and on the right side, has it from now. */
    void given(SpecialistRequest request, PractitionerId practitioner, Instant at) {
        queue.leave(request);
        var assigned = request.assignTo(practitioner, at);
        acceptance.runs(request);
        involvements.began(
                request.family().value(),
                practitioner.value(),
                Involvements.As.SPECIALIST,
                request.discipline().name(),
                at);
        events.publishEvent(assigned);
    }

    /** What is no longer theirs is counted off, and their involvement through it ends. */
    void released(SpecialistEnded ended) {
        roster.letsOneGo(ended.practitioner());
        acceptance.stops(ended.request());
        involvements.ended(
                involvements.survivorOf(ended.family().value()),
                ended.practitioner().value(),
                Involvements.As.SPECIALIST,
                ended.discipline().name(),
                ended.at());
        requests.flush();
        events.publishEvent(ended);
    }

    /** Ends an open request for a reason from outside. */
    void end(SpecialistRequest request, EndReason reason, Reason why, Instant at) {
        queue.leave(request);
        request.end(reason, at).ifPresent(this::released);
        requests.flush();
        decisions.byPolicy(request, Outcome.ENDED, null, List.of(why), at);
    }

    /**
     * Ends one of two requests of families that turned out to be one. Whoever has the other too goes on working with the family in
     * this discipline: nothing of theirs ends, here or in any other service, but the count of what they hold.
     */
    void endInFavourOf(SpecialistRequest goesOn, SpecialistRequest duplicate, Instant at) {
        if (duplicate.holder().isEmpty() || !duplicate.holder().equals(goesOn.holder())) {
            end(duplicate, EndReason.TRANSFERRED, Reason.FAMILIES_JOINED, at);
            return;
        }
        duplicate.end(EndReason.TRANSFERRED, at).ifPresent(ended -> {
            roster.letsOneGo(ended.practitioner());
            acceptance.stops(ended.request());
        });
        requests.flush();
        decisions.byPolicy(duplicate, Outcome.ENDED, null, List.of(Reason.FAMILIES_JOINED), at);
    }

    /** Takes it from its holder without their doing and gives it to somebody else. */
    void takeAwayAndPlace(SpecialistRequest request, Reason why, Instant at) {
        var ended = request.takeAway(at);
        released(ended);
        decisions.byPolicy(request, Outcome.HANDED_BACK, ended.practitioner(), List.of(why), at);
        place(request, at);
    }

    /** A child was said to be in danger after the request was opened; what it waits for has a shorter limit from now. */
    void becomesUrgent(SpecialistRequest request) {
        if (!request.isUrgent()) {
            request.becomesUrgent();
            if (request.isWaiting()) {
                queue.join(request, List.of(Reason.DANGER));
            }
            acceptance.runs(request);
        }
    }

    /** What waits names the family that goes on. */
    void familyChanged(SpecialistRequest request) {
        if (request.isWaiting()) {
            queue.join(request, List.of(Reason.FAMILIES_JOINED));
        }
        acceptance.runs(request);
    }

    /** Somebody may have room: those who wait longest for them are looked at again, urgent ones first. */
    void roomFor(PractitionerId practitioner, Instant at) {
        roster.row(practitioner)
                .filter(row -> row.held() < row.capacity() && !row.away() && !row.left())
                .ifPresent(row -> requests.lockWaiting(row.disciplines(), row.teamCode(), LOOKED_AT_ONCE)
                        .forEach(request -> place(request, at)));
    }

    private static Candidate full(Candidate candidate) {
        return new Candidate(
                candidate.id(), candidate.embedded(), candidate.capacity(), candidate.capacity(), candidate.away());
    }
}
