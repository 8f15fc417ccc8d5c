package org.kith.peers;

/** Writes a change and the fact that tells it in one transaction, and comes back after the commit. */
interface Saying {

    /** The change that every fact tells; the same row for all. */
    String CHANGE = "insert into made_up_change (family_id, number, content) values (?, ?, ?)";

    void say(Said fact);
}
