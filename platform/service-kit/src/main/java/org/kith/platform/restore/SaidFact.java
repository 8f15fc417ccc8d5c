package org.kith.platform.restore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kith.platform.outbox.Parts;

/** A fact as this service once put it on a topic, whole enough for its journal. */
record SaidFact(
        String id,
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
        Instant recordedAt) {

    /** The fact on this record, if this service said it. */
    static Optional<SaidFact> of(ConsumerRecord<byte[], byte[]> message, String service) {
        var id = header(message, "ce_id");
        var council = header(message, "ce_council");
        var key = header(message, "ce_partitionkey");
        var sequence = header(message, "ce_sequence");
        var type = header(message, "ce_type");
        var time = header(message, "ce_time");
        if (!("/kith/" + service).equals(header(message, "ce_source"))
                || id == null
                || council == null
                || key == null
                || sequence == null
                || type == null
                || time == null
                || message.value() == null) {
            return Optional.empty();
        }
        try {
            var correlation = header(message, "ce_correlationid");
            var actedBy = header(message, "ce_actedby");
            return Optional.of(new SaidFact(
                    id,
                    council,
                    key,
                    Long.parseLong(sequence),
                    type,
                    message.topic(),
                    new String(message.value(), StandardCharsets.UTF_8),
                    correlation == null ? id : correlation,
                    header(message, "ce_causationid"),
                    actedBy == null ? service : actedBy,
                    header(message, "traceparent"),
                    Instant.parse(time)));
        } catch (NumberFormatException | DateTimeParseException noFact) {
            return Optional.empty();
        }
    }

    int part() {
        return Parts.of(council, key);
    }

    private static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
