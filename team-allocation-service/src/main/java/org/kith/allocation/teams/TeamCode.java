package org.kith.allocation.teams;

import java.util.regex.Pattern;

/** Short code of a locality team that never changes, such as T07. */
public record TeamCode(String value) implements Comparable<TeamCode> {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    /** Stands where a team would for what is of the whole county; no team can be called so. */
    public static final String COUNTY = "COUNTY";

    public TeamCode {
        if (!isOne(value)) {
            throw new IllegalArgumentException("Not a team code: a capital letter and 1 to 11 capitals or digits");
        }
    }

    /** Whether the text has the form of a team code. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches() && !text.equals(COUNTY);
    }

    @Override
    public int compareTo(TeamCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
