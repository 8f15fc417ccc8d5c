package org.kith.platform.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was written on the outside of a fact (CloudEvents 1.0 attributes as Kafka headers).
 *
 * @param id unique for ever; an inbox recognises a repeat by stream and sequence and checks this
 * @param type wire name, such as {@code referral.accepted.v1}
 * @param publisher the service that said it: referral, allocation, specialist or outcomes
 * @param council ONS code of the council it belongs to
 * @param key the stream within council and publisher
 * @param sequence from 1 without gaps within the stream
 * @param occurredAt recorded time at the publisher
 * @param correlationId one id for everything that followed from the same first act
 * @param causationId the id of the fact or request that led to this one
 * @param actedBy subject of the person or client who acted, or the service's own name
 */
public record Envelope(
        String id,
        String type,
        String publisher,
        String council,
        String key,
        long sequence,
        Instant occurredAt,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String actedBy) {}
