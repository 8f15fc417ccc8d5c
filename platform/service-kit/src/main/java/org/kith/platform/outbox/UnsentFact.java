package org.kith.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the journal that waits in the queue.
 *
 * @param queueId its place in the queue
 */
public record UnsentFact(
        long queueId,
        int part,
        String eventId,
        String council,
        String key,
        long sequence,
        String type,
        String topic,
        String payload,
        String correlationId,
        @Nullable String causationId,
        String actedBy,
        @Nullable String traceparent,
        Instant recordedAt,
        Instant queuedAt) {}
