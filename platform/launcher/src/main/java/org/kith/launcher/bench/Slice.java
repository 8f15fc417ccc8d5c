package org.kith.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kith.launcher.databases.Databases;

/**
 * Families that went the whole road as fast as it goes, and what that took.
 *
 * @param millis milliseconds of a core, of all processes
 * @param transactions for each family, by service
 */
record Slice(int families, int children, double seconds, double millis, Usage usage, List<Double> transactions) {

    /** Decided together, as many as a screening worker's page shows. */
    static final int ROUND = 200;

    static final Duration QUIET_LIMIT = Duration.ofMinutes(5);

    double perSecond() {
        return families / seconds;
    }

    double millisEach() {
        return millis / families;
    }

    /** Sends them down the road, and comes back when everybody has heard everything. */
    static Slice of(MeasuredKith kith, Town town, Databases databases, int families) {
        try (var lag = new Lag(kith.ports(), databases)) {
            return of(kith, town, databases, lag, families);
        }
    }

    private static Slice of(MeasuredKith kith, Town town, Databases databases, Lag lag, int families) {
        var letters = new Letters();
        databases.awaitQuiet(QUIET_LIMIT);
        int children = 0;
        var transactions =
                Databases.SERVICES.stream().map(databases::transactions).toList();
        var before = Usage.of(kith);
        long begun = System.nanoTime();
        for (int left = families; left > 0; left -= ROUND) {
            var round = town.undecided(Math.min(left, ROUND), letters::ofFamily);
            town.acceptAll(round);
            children += round.stream().mapToInt(Town.Open::children).sum();
        }
        lag.awaitNone(QUIET_LIMIT);
        double seconds = (System.nanoTime() - begun) / 1e9;
        var used = Usage.of(kith).since(before);
        // the proof reads every stream, which takes longer the larger the county: no part of what a family costs
        if (!databases.awaitQuiet(QUIET_LIMIT)) {
            // a fact was put aside until another came: its offset said nothing
            seconds = (System.nanoTime() - begun) / 1e9;
            used = Usage.of(kith).since(before);
        }
        var each = new ArrayList<Double>();
        for (int i = 0; i < transactions.size(); i++) {
            each.add((double) (databases.transactions(Databases.SERVICES.get(i)) - transactions.get(i)) / families);
        }
        return new Slice(families, children, seconds, used.total(), used, each);
    }
}
