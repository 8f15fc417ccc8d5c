package org.kith.platform.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the outside of a record: raw header bytes only, so that nothing between the broker and here touches them. */
final class EnvelopeReader {

    /** The outside names no stream; the message says what is wrong with it. */
    static final class NoStream extends Exception {

        private static final long serialVersionUID = 1L;

        NoStream(String reason) {
            super(reason);
        }
    }

    private static final Pattern COUNCIL = Pattern.compile("E\\d{8}");
    private static final int LONGEST = 200;

    private EnvelopeReader() {}

    /** The fact on this record, if it is one of this publisher. */
    static HeardFact read(ConsumerRecord<byte[], byte[]> message, String publisher) throws NoStream {
        var source = needed(message, "ce_source");
        if (!source.equals("/kith/" + publisher)) {
            throw new NoStream("OTHER_PUBLISHER");
        }
        var council = needed(message, "ce_council");
        if (!COUNCIL.matcher(council).matches()) {
            throw new NoStream("BAD_ce_council");
        }
        var envelope = new Envelope(
                needed(message, "ce_id"),
                needed(message, "ce_type"),
                publisher,
                council,
                needed(message, "ce_partitionkey"),
                sequence(needed(message, "ce_sequence")),
                time(needed(message, "ce_time")),
                optional(message, "ce_correlationid"),
                optional(message, "ce_causationid"),
                optional(message, "ce_actedby"));
        return new HeardFact(envelope, message.topic(), optional(message, "traceparent"), message.value());
    }

    private static long sequence(String text) throws NoStream {
        try {
            long sequence = Long.parseLong(text);
            if (sequence < 1) {
                throw new NoStream("BAD_ce_sequence");
            }
            return sequence;
        } catch (NumberFormatException e) {
            throw new NoStream("BAD_ce_sequence");
        }
    }

    private static Instant time(String text) throws NoStream {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new NoStream("BAD_ce_time");
        }
    }

    private static String needed(ConsumerRecord<?, ?> message, String name) throws NoStream {
        var text = optional(message, name);
        if (text == null || text.isBlank()) {
            throw new NoStream("NO_" + name);
        }
        return text;
    }

    private static @Nullable String optional(ConsumerRecord<?, ?> message, String name) throws NoStream {
        Header header = message.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        if (header.value().length > LONGEST) {
            throw new NoStream("LONG_" + name);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new NoStream("BAD_" + name);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new NoStream("BAD_" + name);
        }
    }

    /** All of a record that is no fact, for people to look at. */
    static Quarantined quarantined(ConsumerRecord<byte[], byte[]> message, NoStream reason) {
        var headers = StreamSupport.stream(message.headers().spliterator(), false)
                .limit(100)
                .map(header -> header.key() + ": " + shown(header.value()))
                .collect(Collectors.joining("\n"));
        return new Quarantined(
                message.topic(),
                message.partition(),
                message.offset(),
                message.key(),
                message.value(),
                headers.replace("\0", "\\0"),
                String.valueOf(reason.getMessage()));
    }

    private static String shown(byte @Nullable [] value) {
        return value == null ? "" : new String(value, 0, Math.min(value.length, LONGEST), StandardCharsets.ISO_8859_1);
    }
}
