package org.kith.outcomes.measures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a measure stood and where the council wants it to be.
 *
 * @param baseline absent where none is known
 * @param target absent where there is none
 * @param source where the numbers come from
 * @param by id of who said so
 * @param at when it was said; from then on it counts
 */
public record Aim(
        Measure measure,
        ScopeCode scope,
        @Nullable Point baseline,
        @Nullable Point target,
        String source,
        String by,
        Instant at) {

    private static final double DAYS_OF_A_YEAR = 365.25;

    /**
     * A number on a day.
     *
     * @param value of a stock, how many there are at the end of the day; of a flow, how many there were in the twelve months up to it
     */
    public record Point(long value, LocalDate on) {}

    /** Whether there is anything to aim at or to compare with; one that was lifted has neither. */
    public boolean says() {
        return baseline != null || target != null;
    }

    /**
     * What the period would come to on a straight way from baseline to target: of a stock at its end; of a flow in as many days as
     * it has. Behind the target's day the target itself. Empty where either is missing, or the period ends before the baseline.
     */
    public Optional<Long> onTheWay(Period period) {
        if (baseline == null || target == null || period.to().isBefore(baseline.on())) {
            return Optional.empty();
        }
        if (measure.sort() == Measure.Sort.STOCK) {
            return Optional.of(Math.round(between(baseline, target, period.to())));
        }
        long days = ChronoUnit.DAYS.between(period.from(), period.to()) + 1;
        // of twelve months up to a day the middle lies half a year before it; so does that of a period
        var middle = period.from().plusDays(days / 2).plusMonths(6);
        return Optional.of(Math.round(between(baseline, target, middle) * (double) days / DAYS_OF_A_YEAR));
    }

    private static double between(Point baseline, Point target, LocalDate day) {
        double way = (double) ChronoUnit.DAYS.between(baseline.on(), day)
                / (double) ChronoUnit.DAYS.between(baseline.on(), target.on());
        return (double) baseline.value() + (double) (target.value() - baseline.value()) * Math.clamp(way, 0.0, 1.0);
    }
}
