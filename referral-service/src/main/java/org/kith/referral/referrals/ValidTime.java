package org.kith.referral.referrals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.springframework.stereotype.Component;

/** When something was true, as against when it was recorded. */
@Component
class ValidTime {

    /** Scope of a token that may say that something happened before now. */
    static final String BACKFILL = "backfill";

    /** Clocks of different machines differ, and a request takes a while. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final Clock clock;

    ValidTime(Clock clock) {
        this.clock = clock;
    }

    /** Now, or the time that was given, if whoever acts may give it. */
    Instant of(@Nullable Instant given) {
        var now = clock.instant();
        if (given == null) {
            return now;
        }
        if (given.isAfter(now.plus(TOLERANCE))) {
            throw Refusal.unprocessable(
                    "time-in-the-future", "The time given lies in the future", "Leave the time out for now");
        }
        if (given.isBefore(now.minus(TOLERANCE)) && !Acting.who().may(BACKFILL)) {
            throw Refusal.forbidden("backfill-scope-needed", "Times in the past need a token with the scope backfill");
        }
        return given.isAfter(now) ? now : given;
    }
}
