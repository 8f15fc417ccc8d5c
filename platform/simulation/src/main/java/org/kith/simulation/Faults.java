package org.kith.simulation;

import java.util.List;

/** How often what goes wrong, in shares of all calls; all of it ends when the episode heals. */
final class Faults {

    private static final List<Double> RATES = List.of(0.0, 0.001, 0.004, 0.015);

    private final double statementFails;
    private final double connectionBreaks;
    private final double commitAnswerLost;
    private final double batchFails;
    private final double slow;
    private boolean healed;

    Faults(Chance chance) {
        statementFails = chance.of(RATES);
        connectionBreaks = chance.of(RATES);
        commitAnswerLost = chance.of(RATES);
        batchFails = chance.of(RATES) * 8;
        slow = chance.of(RATES) * 2;
    }

    void heal() {
        healed = true;
    }

    boolean healed() {
        return healed;
    }

    double statementFails() {
        return healed ? 0 : statementFails;
    }

    double connectionBreaks() {
        return healed ? 0 : connectionBreaks;
    }

    double commitAnswerLost() {
        return healed ? 0 : commitAnswerLost;
    }

    double batchFails() {
        return healed ? 0 : batchFails;
    }

    double slow() {
        return healed ? 0 : slow;
    }
}
