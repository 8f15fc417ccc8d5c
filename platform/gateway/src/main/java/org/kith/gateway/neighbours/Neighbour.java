package org.kith.gateway.neighbours;

import java.util.List;

/** A service the gateway asks, and what a page calls it when it is away. */
public enum Neighbour {
    REFERRAL("Referrals and families"),
    ALLOCATION("Teams and allocation"),
    SPECIALIST("Specialists"),
    OUTCOMES("Outcomes and figures"),
    IDENTITY("Sign-in accounts");

    /** Those that keep something of families, each with an audit and tasks of its own. */
    public static final List<Neighbour> OF_FAMILIES = List.of(REFERRAL, ALLOCATION, SPECIALIST, OUTCOMES);

    private final String words;

    Neighbour(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
