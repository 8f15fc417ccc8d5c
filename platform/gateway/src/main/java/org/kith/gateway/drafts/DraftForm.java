package org.kith.gateway.drafts;

import org.kith.gateway.neighbours.Neighbour;

/** A form whose drafts are kept, and the service that owns it. */
public enum DraftForm {
    REFERRAL(Neighbour.REFERRAL, "A worry about a child"),
    SCREENING_DECISION(Neighbour.REFERRAL, "A screening decision"),
    SPECIALIST_INPUT(Neighbour.SPECIALIST, "What happened with a family");

    private final Neighbour keeper;
    private final String words;

    DraftForm(Neighbour keeper, String words) {
        this.keeper = keeper;
        this.words = words;
    }

    /** The service that owns the form and keeps its drafts. */
    public Neighbour keeper() {
        return keeper;
    }

    /** What a list of drafts calls it. */
    public String words() {
        return words;
    }
}
