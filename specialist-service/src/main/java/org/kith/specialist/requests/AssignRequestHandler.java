package org.kith.specialist.requests;

import java.time.Clock;
import java.util.List;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.Lifecycle.State;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a manager choose, within the same rules: trained for it, of the team or the pool, with room, never on both sides. */
@Service
public class AssignRequestHandler {

    private final SpecialistRequests requests;
    private final DomesticAbuseSides sides;
    private final Roster roster;
    private final Placing placing;
    private final Decisions decisions;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    AssignRequestHandler(
            SpecialistRequests requests,
            DomesticAbuseSides sides,
            Roster roster,
            Placing placing,
            Decisions decisions,
            Access access,
            Audit audit,
            Clock clock) {
        this.requests = requests;
        this.sides = sides;
        this.roster = roster;
        this.placing = placing;
        this.decisions = decisions;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 4, delay = 20, jitter = 20, multiplier = 2)
    @Transactional
    public void handle(AssignRequest command) {
        var request = requests.lock(command.request().value()).orElseThrow(Refusal::notFound);
        access.requireForFamily(Act.NAME_LEAD, request.family().value());
        audit.touches("request.assigned", request.family().value(), List.of());
        var chosen = command.practitioner();
        mustBePossible(request, chosen);
        roster.mustTakeOne(chosen, request.discipline(), request.team().value());
        if (!sides.takes(request.family(), chosen, request.discipline())) {
            throw bothSides();
        }
        var at = clock.instant();
        var before = request.holder();
        if (before.isPresent()) {
            placing.released(request.takeAway(at));
        }
        decisions.byPerson(request, Outcome.ASSIGNED, chosen, Reason.CHOSEN_BY_PERSON.name(), null, at);
        placing.given(request, chosen, at);
        before.ifPresent(freed -> placing.roomFor(freed, at));
    }

    private void mustBePossible(SpecialistRequest request, PractitionerId chosen) {
        if (request.state() != State.WAITING) {
            Lifecycle.after(request.state(), Lifecycle.Act.ASSIGN);
        }
        if (request.holder().filter(chosen::equals).isPresent()) {
            throw new Refusal("already-assigned", "This practitioner has this request already");
        }
        if (placing.keepsFrom(request.family(), chosen)) {
            throw new Refusal(
                    "may-not-work-with-family",
                    "This practitioner may not work with this family",
                    "Choose somebody else");
        }
        if (placing.barredFrom(request).contains(chosen)) {
            throw bothSides();
        }
    }

    private static Refusal bothSides() {
        return new Refusal(
                "works-with-other-side",
                "This practitioner works, or worked, with the other side of the abuse in this family, or leads, or led, the work",
                "Choose somebody else: whoever works with the perpetrator is never the survivor's worker or the family's lead");
    }
}
