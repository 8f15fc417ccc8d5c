package org.kith.platform.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one consumer has heard one stream. Its row is locked while this is in hand. */
public final class HeardStream {

    /** What a stream does with the next fact in order: have its effect, or wait behind something. */
    public enum State {
        OK,
        GAP,
        WAITING_FOR_JOIN,
        PARKED
    }

    private final StreamKey key;
    private final String topic;
    private long lastSequence;
    private @Nullable String lastEvent;
    private @Nullable Instant lastAt;
    private State state;
    private @Nullable String waitsForKey;
    private long waitsForSequence;
    private boolean changed;

    public HeardStream(
            StreamKey key,
            String topic,
            long lastSequence,
            @Nullable String lastEvent,
            @Nullable Instant lastAt,
            State state) {
        this.key = key;
        this.topic = topic;
        this.lastSequence = lastSequence;
        this.lastEvent = lastEvent;
        this.lastAt = lastAt;
        this.state = state;
    }

    void advance(HeardFact fact) {
        lastSequence = fact.sequence();
        lastEvent = fact.envelope().id();
        lastAt = fact.envelope().occurredAt();
        changed = true;
    }

    void turn(State next) {
        if (state != next || state == State.WAITING_FOR_JOIN) {
            state = next;
            waitsForKey = null;
            waitsForSequence = 0;
            changed = true;
        }
    }

    void waitFor(String absorbedKey, long absorbedLastSequence) {
        turn(State.WAITING_FOR_JOIN);
        waitsForKey = absorbedKey;
        waitsForSequence = absorbedLastSequence;
    }

    /** The last place is free again: what had it was given up and had no effect, and another fact claims it. */
    void reopen() {
        lastSequence--;
        lastEvent = null;
        changed = true;
    }

    /** The place after the last one is taken by another fact than this one. */
    boolean isForkedBy(HeardFact fact) {
        return fact.sequence() == lastSequence
                && lastEvent != null
                && !lastEvent.equals(fact.envelope().id());
    }

    public StreamKey key() {
        return key;
    }

    public String topic() {
        return topic;
    }

    public long lastSequence() {
        return lastSequence;
    }

    public @Nullable String lastEvent() {
        return lastEvent;
    }

    public @Nullable Instant lastAt() {
        return lastAt;
    }

    public State state() {
        return state;
    }

    public @Nullable String waitsForKey() {
        return waitsForKey;
    }

    public long waitsForSequence() {
        return waitsForSequence;
    }

    public boolean changed() {
        return changed;
    }
}
