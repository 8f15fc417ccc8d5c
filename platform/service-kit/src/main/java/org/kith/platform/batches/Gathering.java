package org.kith.platform.batches;

import java.time.Duration;

/**
 * How long to let facts gather before looking again. A look costs nearly the same for one fact as for fifty, so whoever finds few
 * rests for a multiple of what the look took: on an idle machine that is a few milliseconds, on a busy one as long as it must be
 * for looks to take no more than their share of it.
 *
 * @param enough facts that make a look worth what it costs; after so many there is no rest
 * @param times how many times as long as the look took
 * @param longest no rest is longer
 */
public record Gathering(int enough, int times, Duration longest) {

    /** What to wait after a look that found so many and took so long. */
    public Duration after(int found, Duration took) {
        if (found >= enough) {
            return Duration.ZERO;
        }
        var rest = took.multipliedBy(times);
        return rest.compareTo(longest) > 0 ? longest : rest;
    }
}
