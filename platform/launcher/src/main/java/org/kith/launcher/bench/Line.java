package org.kith.launcher.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param key what it is called in files, the same in every run
 * @param what in words
 * @param value the figure
 * @param unit its unit
 * @param limit what stands beside it: the limit measured in the same run, or the figure to reach; in words
 * @param met whether the figure to reach is reached; absent where there is none
 * @param smallerIsBetter the direction
 */
record Line(
        String key,
        String what,
        double value,
        String unit,
        String limit,
        @Nullable Boolean met,
        boolean smallerIsBetter) {

    static Line plain(String key, String what, double value, String unit, String limit) {
        return new Line(key, what, value, unit, limit, null, true);
    }

    static Line atMost(String key, String what, double value, String unit, double figure) {
        return new Line(key, what, value, unit, "at most " + Report.number(figure) + " " + unit, value <= figure, true);
    }

    static Line atLeast(String key, String what, double value, String unit, double figure) {
        return new Line(
                key, what, value, unit, "at least " + Report.number(figure) + " " + unit, value >= figure, false);
    }

    /** The same with more beside it. */
    Line with(String more) {
        return new Line(key, what, value, unit, limit + "; " + more, met, smallerIsBetter);
    }
}
