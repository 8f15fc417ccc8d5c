package org.kith.contracts;

/** A fact that one service tells the others. Facts with the same key arrive in the order they happened. */
public interface Announcement {

    /** The stream this fact belongs to within its council and publisher: a family id, or a team or measure code. Never personal. */
    String key();
}
