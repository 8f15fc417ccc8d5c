package org.kith.specialist.requests;

import java.util.List;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.kith.specialist.assigning.Reason;
import org.springframework.stereotype.Component;

/** The queue of requests that nobody has: each with an owner, an age and a limit. */
@Component
class RequestQueue {

    static final String KIND = "SPECIALIST_REQUEST";

    /** How many working days a request may wait. */
    static final int LIMIT = 5;

    /** The same where a child was said to be in danger. */
    static final int URGENT_LIMIT = 1;

    private final Waiting waiting;
    private final WorkingDays workingDays;

    RequestQueue(Waiting waiting, WorkingDays workingDays) {
        this.waiting = waiting;
        this.workingDays = workingDays;
    }

    void join(SpecialistRequest request, List<Reason> reasons) {
        var limit = workingDays.deadline(request.waitingSince(), request.isUrgent() ? URGENT_LIMIT : LIMIT);
        request.waitsUntil(limit);
        waiting.begin(new Waiting.Item(
                KIND,
                request.id().value().toString(),
                request.family().value().toString(),
                owner(reasons).name(),
                reasons.getFirst().name(),
                request.isUrgent(),
                request.waitingSince(),
                limit,
                false));
    }

    /** To be said before the request is given away or ended; one that never waited has nothing to leave. */
    void leave(SpecialistRequest request) {
        if (request.limitIsKnown()) {
            waiting.end(KIND, request.id().value().toString());
        }
    }

    /** A manager can make room in the team; where nobody works in the discipline at all, the county must find somebody. */
    private static Role owner(List<Reason> reasons) {
        return reasons.contains(Reason.TEAM_HAS_NONE) && reasons.contains(Reason.POOL_HAS_NONE)
                ? Role.ALLOCATION_DUTY
                : Role.TEAM_MANAGER;
    }
}
