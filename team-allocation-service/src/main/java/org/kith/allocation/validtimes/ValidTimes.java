package org.kith.allocation.validtimes;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.kith.platform.time.WorkingDays;
import org.springframework.stereotype.Component;

/** When something is true: now, unless somebody who may fill in the past says otherwise. */
@Component
public class ValidTimes {

    /** The scope of a client that may say that something happened earlier, such as the loader of a demo year. */
    private static final String BACKFILL = "backfill";

    private final Clock clock;

    ValidTimes(Clock clock) {
        this.clock = clock;
    }

    /** The instant asked for, or now; at the precision the database keeps. */
    public Instant at(@Nullable Instant asked) {
        var now = clock.instant();
        if (asked == null) {
            return now.truncatedTo(ChronoUnit.MICROS);
        }
        if (asked.isAfter(now)) {
            throw ahead("at");
        }
        mayBackfill();
        return asked.truncatedTo(ChronoUnit.MICROS);
    }

    /** The day asked for, or today. A day ahead is fine where the command is a plan. */
    public LocalDate on(@Nullable LocalDate asked, String field, boolean mayLieAhead) {
        var today = today();
        if (asked == null) {
            return today;
        }
        if (asked.isAfter(today) && !mayLieAhead) {
            throw ahead(field);
        }
        if (asked.isBefore(today)) {
            mayBackfill();
        }
        return asked;
    }

    /** The day it is in England. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }

    private static Invalid ahead(String field) {
        return new Invalid(List.of(new FieldProblem(
                field, "date-in-the-future", "This lies in the future: leave it out, or say when it happened")));
    }

    private static void mayBackfill() {
        if (!Acting.who().may(BACKFILL)) {
            throw Refusal.forbidden(
                    "backfill-not-allowed", "You may not enter a time in the past; leave it out to enter it as of now");
        }
    }
}
