package org.kith.specialist.requests;

import java.time.Clock;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a practitioner accept. */
@Service
public class AcceptRequestHandler {

    private final MyRequests mine;
    private final AcceptanceLimit acceptance;
    private final Decisions decisions;
    private final Clock clock;

    AcceptRequestHandler(MyRequests mine, AcceptanceLimit acceptance, Decisions decisions, Clock clock) {
        this.mine = mine;
        this.acceptance = acceptance;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 4, delay = 20, jitter = 20, multiplier = 2)
    @Transactional
    public void handle(AcceptRequest command) {
        var request = mine.find(command.request(), command.by(), "request.accepted");
        var at = clock.instant();
        request.accept(command.by(), at);
        acceptance.stops(request.id());
        decisions.byPerson(request, Outcome.ACCEPTED, command.by(), Reason.TOOK_IT_ON.name(), null, at);
    }
}
