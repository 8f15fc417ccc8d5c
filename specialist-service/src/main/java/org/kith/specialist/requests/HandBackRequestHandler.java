package org.kith.specialist.requests;

import java.time.Clock;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a request back and gives it to somebody else at once, or lets it wait; the room it leaves is used again. */
@Service
public class HandBackRequestHandler {

    private final MyRequests mine;
    private final Placing placing;
    private final Decisions decisions;
    private final Clock clock;

    HandBackRequestHandler(MyRequests mine, Placing placing, Decisions decisions, Clock clock) {
        this.mine = mine;
        this.placing = placing;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 4, delay = 20, jitter = 20, multiplier = 2)
    @Transactional
    public void handle(HandBackRequest command) {
        var request = mine.findToHandBack(command.request(), command.by(), "request.handed-back");
        var at = clock.instant();
        var ended = request.handBack(command.by(), at);
        placing.released(ended);
        decisions.byPerson(
                request, Outcome.HANDED_BACK, command.by(), command.reason().name(), command.note(), at);
        placing.place(request, at);
        if (command.reason() != HandBackReason.NO_ROOM) {
            placing.roomFor(command.by(), at);
        }
    }
}
