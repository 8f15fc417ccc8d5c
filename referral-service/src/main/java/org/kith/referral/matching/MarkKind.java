package org.kith.referral.matching;

/** What a mark of recognition is made from. */
enum MarkKind {
    NHS_NUMBER,
    CHILD_NAME_AND_BIRTHDAY,
    CHILD_NAME_AND_POSTCODE,
    ADULT_NAME_AND_BIRTHDAY,
    ADULT_TELEPHONE,
    HOME;

    /** Whether the mark would give away where somebody lives. */
    boolean tellsThePlace() {
        return this == HOME || this == CHILD_NAME_AND_POSTCODE;
    }
}
