package org.kith.allocation.placements;

/** Why no team could be given; the text is for the duty worker's screen. */
public enum WaitReason {
    UNKNOWN_AREA("No postcode that the county's list has is known for the family"),
    OUT_OF_COUNTY("The family's postcode is outside the county"),
    ADDRESS_PROTECTED("The family's address is protected: a person chooses the team"),
    TEAM_NOT_LIVE("The team of the family's area does not take families on that day"),
    TEAM_FULL("The team of the family's area has no room");

    private final String text;

    WaitReason(String text) {
        this.text = text;
    }

    /** A sentence for workers. */
    public String text() {
        return text;
    }

    /** Whether time alone may end the wait, because a team gets room or goes live. */
    public boolean mayPass() {
        return this == TEAM_FULL || this == TEAM_NOT_LIVE;
    }
}
