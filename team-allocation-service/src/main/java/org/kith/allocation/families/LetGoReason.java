package org.kith.allocation.families;

/** Why a family that waits will never have a team here. */
public enum LetGoReason {
    MOVED_AWAY("The family moved away"),
    PASSED_TO_ANOTHER_COUNCIL("Another council has taken over"),
    CANNOT_BE_FOUND("The family cannot be found"),
    OTHER("Another reason, given in the note");

    private final String text;

    LetGoReason(String text) {
        this.text = text;
    }

    /** A sentence for workers. */
    public String text() {
        return text;
    }
}
