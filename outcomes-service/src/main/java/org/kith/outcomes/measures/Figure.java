package org.kith.outcomes.measures;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One count over a period.
 *
 * @param measure what is counted
 * @param value the sum of its days; for a stock the number at the end of the period
 * @param count for durations, how many there are; absent otherwise
 * @param median for durations, the middle one in hours; absent otherwise and where there are none
 * @param days the days that are not nought, as they are said on the topic; empty unless asked for
 */
public record Figure(
        Measure measure,
        long value,
        @Nullable Long count,
        @Nullable Double median,
        List<Day> days) {

    /** One day; {@code running} is the number at its end for a stock, absent otherwise. */
    public record Day(LocalDate day, long value, @Nullable Long running) {}
}
