package org.kith.referral.corrections;

/** What can be corrected of a person. */
public enum PersonField {
    GIVEN_NAME("givenName", "given_name"),
    FAMILY_NAME("familyName", "family_name"),
    DATE_OF_BIRTH("dateOfBirth", "date_of_birth"),
    TELEPHONE("telephone", "telephone"),
    SCHOOL("school", "school");

    private final String code;
    private final String column;

    PersonField(String code, String column) {
        this.code = code;
        this.column = column;
    }

    /** As forms and answers call it. */
    public String code() {
        return code;
    }

    String column() {
        return column;
    }

    /** Whether it can lead to a protected place. */
    public boolean leadsToAPlace() {
        return this == TELEPHONE || this == SCHOOL;
    }
}
