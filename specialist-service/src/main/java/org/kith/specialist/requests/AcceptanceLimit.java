package org.kith.specialist.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.platform.time.WorkingDays;
import org.springframework.stereotype.Component;

/** Until when whoever was given a request says whether they take it on: a family that nobody works with waits. */
@Component
public class AcceptanceLimit {

    /** Working days to accept or hand back. */
    private static final int LIMIT = 2;

    /** The same where a child was said to be in danger. */
    private static final int URGENT_LIMIT = 1;

    private final WorkingDays workingDays;

    AcceptanceLimit(WorkingDays workingDays) {
        this.workingDays = workingDays;
    }

    /** By when it is to be accepted; absent where nobody has it, or it was accepted or is over. */
    public @Nullable Instant of(RequestRow request) {
        var given = request.assignedAt();
        return given == null || !request.state().equals(Lifecycle.State.ASSIGNED.name())
                ? null
                : workingDays.deadline(given, request.urgent() ? URGENT_LIMIT : LIMIT);
    }
}
