package org.kith.referral.matching;

/** One reason for or against two records being one family: in words a screening worker reads, and never with the detail itself. */
public enum Evidence {
    SAME_NHS_NUMBER(100, "A child with the same NHS number"),
    SAME_CHILD_NAME_AND_BIRTHDAY(90, "A child with the same name and date of birth"),
    SAME_ADULT_NAME_AND_BIRTHDAY(70, "An adult with the same name and date of birth"),
    SAME_CHILD_NAME_AND_POSTCODE(60, "A child with the same name at the same postcode"),
    SIBLING_AT_THE_SAME_ADDRESS(60, "A child with the same family name at the same address"),
    SAME_ADULT_AT_THE_SAME_ADDRESS(60, "An adult with the same name at the same address"),
    SAME_TELEPHONE(30, "An adult with the same telephone number"),
    SAME_ADDRESS(20, "The same address"),

    OTHER_NHS_NUMBER(-80, "A child with the same name and date of birth has another NHS number"),
    OTHER_BIRTHDAY(-60, "A child with the same name has another date of birth"),
    NO_CHILD_IN_COMMON(0, "No child in common");

    private final int weight;
    private final String text;

    Evidence(int weight, String text) {
        this.weight = weight;
        this.text = text;
    }

    int weight() {
        return weight;
    }

    /** In plain words. */
    public String text() {
        return text;
    }

    boolean speaksFor() {
        return weight > 0;
    }
}
