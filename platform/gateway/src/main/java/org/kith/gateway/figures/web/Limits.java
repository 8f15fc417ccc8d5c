package org.kith.gateway.figures.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers the months of a measure lie when nothing but chance moves them: the natural process limits of an XmR
 * chart, the mean of the months and 2.66 times the mean difference from one month to the next on either side (D. J. Wheeler,
 * Understanding Variation; 2.66 is three standard deviations as two neighbours tell them, 3 / 1.128). NHS England's Making Data
 * Count draws its charts with the same limits and calls seven in a row on one side of the mean a shift. No month is left out of
 * the limits, however far off it lies.
 *
 * @param lower never below nought, since these are counts
 * @param months how many they were worked out from
 */
record Limits(double mean, double lower, double upper, int months) {

    /** With fewer the limits would change too much with each new month. */
    static final int FEWEST = 12;

    private static final double FROM_MEAN_RANGE = 2.66;

    private static final int RUN = 7;

    /** Worked out from whole months, one after the other; nothing if they are too few or nothing was counted in any. */
    static @Nullable Limits of(List<Long> values) {
        if (values.size() < FEWEST || values.stream().allMatch(value -> value == 0)) {
            return null;
        }
        double mean = values.stream().mapToLong(Long::longValue).average().orElseThrow();
        double ranges = 0;
        for (int at = 1; at < values.size(); at++) {
            ranges += Math.abs(values.get(at) - values.get(at - 1));
        }
        double reach = FROM_MEAN_RANGE * ranges / (values.size() - 1);
        return new Limits(mean, Math.max(0, mean - reach), mean + reach, values.size());
    }

    /** What is worth asking about the month at this place among them, in words; nothing if chance alone explains it. */
    @Nullable String standsOut(List<Long> values, int at) {
        long value = values.get(at);
        if (value > upper) {
            return "More than by chance";
        }
        if (value < lower) {
            return "Fewer than by chance";
        }
        int run = 0;
        for (int from = at; from >= 0 && side(values.get(from)) == side(value); from--) {
            run++;
        }
        for (int to = at + 1; to < values.size() && side(values.get(to)) == side(value); to++) {
            run++;
        }
        if (side(value) == 0 || run < RUN) {
            return null;
        }
        return "One of %d in a row %s the mean".formatted(run, side(value) > 0 ? "above" : "below");
    }

    private int side(long value) {
        return Integer.signum(Double.compare((double) value, mean));
    }
}
