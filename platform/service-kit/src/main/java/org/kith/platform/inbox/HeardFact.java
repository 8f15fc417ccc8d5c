package org.kith.platform.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A fact as it came, with a stream and a place in it.
 *
 * @param raw the content, not yet read
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are passed on, never compared
public record HeardFact(
        Envelope envelope, String topic, @Nullable String traceparent, byte @Nullable [] raw) {

    /** The stream it belongs to. */
    public StreamKey stream() {
        return new StreamKey(envelope.council(), envelope.publisher(), envelope.key());
    }

    /** Its place in the stream. */
    public long sequence() {
        return envelope.sequence();
    }

    @Override
    public String toString() {
        return "%s %s/%d".formatted(envelope.type(), stream(), sequence());
    }
}
