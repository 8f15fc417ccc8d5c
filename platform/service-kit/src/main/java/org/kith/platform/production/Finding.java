package org.kith.platform.production;

/**
 * Something that is not as real data need it.
 *
 * @param what what it is about, in the words of the thing itself, such as {@code PostgreSQL: fsync}
 * @param found how it was found
 * @param remedy what to do about it
 */
public record Finding(String what, String found, String remedy) {

    /** One line for a log. */
    @Override
    public String toString() {
        return what + " is " + found + ". " + remedy;
    }
}
