package org.kith.specialist.requests;

import java.time.Clock;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finishes a request; the room it leaves is used for those who wait. */
@Service
public class FinishRequestHandler {

    private final MyRequests mine;
    private final Placing placing;
    private final Decisions decisions;
    private final Clock clock;

    FinishRequestHandler(MyRequests mine, Placing placing, Decisions decisions, Clock clock) {
        this.mine = mine;
        this.placing = placing;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 4, delay = 20, jitter = 20, multiplier = 2)
    @Transactional
    public void handle(FinishRequest command) {
        var request = mine.find(command.request(), command.by(), "request.finished");
        var at = clock.instant();
        placing.released(request.finish(command.by(), at));
        decisions.byPerson(request, Outcome.ENDED, command.by(), Reason.WORK_DONE.name(), null, at);
        placing.roomFor(command.by(), at);
    }
}
