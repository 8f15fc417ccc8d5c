package org.kith.platform.outbox;

import org.kith.contracts.Announcement;

/** Keeps a fact in the same transaction as the change it describes; the relay sends it afterwards. */
public interface Outbox {

    /**
     * Takes the next sequence of the fact's stream (council, this service, key), from 1 without gaps, under a row lock, and writes
     * journal and queue rows; together with all others of the transaction, before it commits. Must run inside a transaction, and
     * inside a council ({@link org.kith.platform.council.Council}).
     *
     * @throws IllegalStateException outside a transaction or council
     */
    void announce(Announcement fact);

    /**
     * The sequence the next fact on this stream will get if it is announced in the running transaction; locks the stream until
     * the transaction ends. Lock several streams in sorted order of their keys.
     */
    long nextSequence(String key);
}
