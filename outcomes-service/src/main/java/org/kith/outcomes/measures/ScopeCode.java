package org.kith.outcomes.measures;

/** Whom a count is about: a team, or the whole county. */
public record ScopeCode(String value) implements Comparable<ScopeCode> {

    /** All families of the council, whether or not a team holds them. */
    public static final ScopeCode COUNTY = new ScopeCode("COUNTY");

    @Override
    public int compareTo(ScopeCode other) {
        return value.compareTo(other.value);
    }
}
