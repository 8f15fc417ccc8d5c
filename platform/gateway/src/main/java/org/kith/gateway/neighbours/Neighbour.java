package org.kith.gateway.neighbours;

/** A service the gateway asks, and what a page calls it when it is away. */
public enum Neighbour {
    REFERRAL("Referrals and families"),
    ALLOCATION("Teams and allocation"),
    SPECIALIST("Specialists"),
    OUTCOMES("Outcomes and figures"),
    IDENTITY("Sign-in accounts");

    private final String words;

    Neighbour(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
