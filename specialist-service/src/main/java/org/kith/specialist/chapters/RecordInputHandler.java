package org.kith.specialist.chapters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Acting;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.requests.RequestRow;
import org.kith.specialist.requests.WorkOnRequest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds an entry to the practitioner's own chapter. The text stays in this service. */
@Service
public class RecordInputHandler {

    /** Work is written down soon; what is older comes from another system and needs the scope for that. */
    static final Duration OLDEST = Duration.ofDays(31);

    /** A caller's clock may be a little ahead of ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final WorkOnRequest work;
    private final ChapterInputs inputs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordInputHandler(WorkOnRequest work, ChapterInputs inputs, ApplicationEventPublisher events, Clock clock) {
        this.work = work;
        this.inputs = inputs;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps the entry. The same one sent again is kept once.
     *
     * @throws Invalid if its id is that of another entry, or it happened at no time we take
     */
    @Retryable(includes = ConcurrencyFailureException.class, maxRetries = 4, delay = 20, jitter = 20, multiplier = 2)
    @Transactional
    public void handle(RecordInput command) {
        var now = clock.instant();
        var happenedAt = happenedAt(command.happenedAt(), now);
        // under the request's lock, so that two presses come one after the other
        var request = work.by(command.by(), command.request());
        mustBeOpenable(command, request);
        var earlier = inputs.findByInputId(command.input().value());
        if (earlier.isPresent()) {
            if (!earlier.get().isFrom(command)) {
                throw new Invalid(List.of(new FieldProblem(
                        "inputId",
                        "already-kept",
                        "What you sent first is kept. To keep this as well, send it once more")));
            }
            return;
        }
        inputs.save(new ChapterInput(command, request, happenedAt, now));
        events.publishEvent(new InputRecorded(
                command.input(),
                command.request(),
                request.familyId(),
                request.discipline(),
                command.by(),
                command.kind(),
                happenedAt));
    }

    private static void mustBeOpenable(RecordInput command, RequestRow request) {
        if (command.openToPerpetratorsWorker() && request.discipline() == Discipline.DOMESTIC_ABUSE_SURVIVOR) {
            throw new Invalid(
                    List.of(
                            new FieldProblem(
                                    "openToPerpetratorsWorker",
                                    "never-open",
                                    "What a survivor's worker writes is never shown to whoever works with the perpetrator. Leave it out")));
        }
    }

    /** What is wrong with when the work was done, so that it can be said together with what is wrong with the form. */
    public List<FieldProblem> wrongWith(@Nullable Instant happenedAt) {
        return wrongWith(happenedAt, clock.instant());
    }

    private static List<FieldProblem> wrongWith(@Nullable Instant said, Instant now) {
        if (said != null && said.isAfter(now.plus(CLOCK_TOLERANCE))) {
            return List.of(new FieldProblem(
                    "happenedAt", "time-in-the-future", "The work cannot have happened later than now"));
        }
        if (said != null && said.isBefore(now.minus(OLDEST)) && !Acting.who().may("backfill")) {
            return List.of(
                    new FieldProblem(
                            "happenedAt",
                            "time-too-long-ago",
                            "Work of more than 31 days ago is taken from an import only; give the day it happened if it was later"));
        }
        return List.of();
    }

    private static Instant happenedAt(@Nullable Instant said, Instant now) {
        var problems = wrongWith(said, now);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return said == null || said.isAfter(now) ? now : said;
    }
}
