package org.kith.platform.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one consumer has heard one stream. Its row is locked while this is in hand. */
final class HeardStream {

    /** What a stream does with the next fact in order: have its effect, or wait behind something. */
    enum State {
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

    HeardStream(
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

    /** The place after the last one is taken by another fact than this one. */
    boolean isForkedBy(HeardFact fact) {
        return fact.sequence() == lastSequence
                && lastEvent != null
                && !lastEvent.equals(fact.envelope().id());
    }

    StreamKey key() {
        return key;
    }

    String topic() {
        return topic;
    }

    long lastSequence() {
        return lastSequence;
    }

    @Nullable String lastEvent() {
        return lastEvent;
    }

    @Nullable Instant lastAt() {
        return lastAt;
    }

    State state() {
        return state;
    }

    @Nullable String waitsForKey() {
        return waitsForKey;
    }

    long waitsForSequence() {
        return waitsForSequence;
    }

    boolean changed() {
        return changed;
    }
}
