package org.kith.specialist.requests;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Component;

/** Until when whoever was given a request says whether they take it on: a family that nobody works with waits. */
@Component
public class AcceptanceLimit {

    /** Working days to accept or hand back. */
    private static final int LIMIT = 2;

    /** The same where a child was said to be in danger. */
    private static final int URGENT_LIMIT = 1;

    static final String KIND = "SPECIALIST_ACCEPTANCE";

    private static final String REASON = "NOT_ACCEPTED_YET";

    private final Waiting waiting;
    private final WorkingDays workingDays;

    AcceptanceLimit(Waiting waiting, WorkingDays workingDays) {
        this.waiting = waiting;
        this.workingDays = workingDays;
    }

    /** The clock runs for whoever was given the request, or runs differently from now. */
    void runs(SpecialistRequest request) {
        var row = request.row();
        var limit = of(row);
        if (limit == null) {
            return;
        }
        waiting.begin(new Waiting.Item(
                KIND,
                request.id().value().toString(),
                request.family().value().toString(),
                Objects.requireNonNull(row.practitionerId()).toString(),
                REASON,
                request.isUrgent(),
                Objects.requireNonNull(row.assignedAt()),
                limit,
                false));
    }

    /** It was accepted, or taken from whoever had it. */
    void stops(RequestId request) {
        waiting.end(KIND, request.value().toString());
    }

    /** By when it is to be accepted; absent where nobody has it, or it was accepted or is over. */
    public @Nullable Instant of(RequestRow request) {
        var given = request.assignedAt();
        return given == null || !request.state().equals(Lifecycle.State.ASSIGNED.name())
                ? null
                : workingDays.deadline(given, request.urgent() ? URGENT_LIMIT : LIMIT);
    }
}
