package org.kith.platform.inbox;

import org.jspecify.annotations.Nullable;

/** Bytes that came on a topic and belong to no stream. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are passed on, never compared
public record Quarantined(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] raw,
        String headers,
        String reason) {}
