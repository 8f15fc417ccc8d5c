package org.kith.platform.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.outbox.Parts;

/** Says facts without an outbox: in any order, twice, broken. */
final class Stranger {

    private static final String COUNCIL = "E10000017";

    private static final Map<String, KafkaProducer<byte[], byte[]>> PRODUCERS = new ConcurrentHashMap<>();

    private final UUID family;
    private final Map<Long, String> ids = new HashMap<>();
    private final Map<Long, Announcement> facts = new HashMap<>();

    private Stranger(UUID family) {
        this.family = family;
    }

    /** Speaks on this family's stream as referral-service. */
    static Stranger of(UUID family) {
        return new Stranger(family);
    }

    Stranger say(long sequence) {
        return say(sequence, facts.computeIfAbsent(sequence, place -> TwoServices.received(family)));
    }

    Stranger say(long sequence, Announcement fact) {
        facts.put(sequence, fact);
        var name = fact.getClass().getAnnotation(WireName.class);
        return sayOther(
                sequence, name == null ? "" : name.value(), FactJson.write(fact).getBytes(StandardCharsets.UTF_8));
    }

    Stranger forkAt(long sequence) {
        ids.remove(sequence);
        facts.remove(sequence);
        return say(sequence);
    }

    Stranger sayContent(long sequence, byte @Nullable [] content) {
        return sayOther(sequence, "referral.received.v1", content);
    }

    Stranger sayOther(long sequence, String type, byte @Nullable [] content) {
        var headers = envelope("referral", family.toString(), Long.toString(sequence));
        headers.put("ce_type", type);
        headers.put(
                "ce_id",
                ids.computeIfAbsent(sequence, place -> UUID.randomUUID().toString()));
        throwBytes("kith.referrals", family.toString(), headers, content);
        return this;
    }

    /** Says a readable fact with something else on its outside. */
    Stranger sayWith(long sequence, Map<String, String> more, byte[] content) {
        var headers = envelope("referral", family.toString(), Long.toString(sequence));
        headers.putAll(more);
        throwBytes("kith.referrals", family.toString(), headers, content);
        return this;
    }

    static Map<String, String> envelope(String publisher, String key, String sequence) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/kith/" + publisher);
        headers.put("ce_type", "referral.received.v1");
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_council", COUNCIL);
        headers.put("ce_sequence", sequence);
        headers.put("ce_partitionkey", key);
        return headers;
    }

    static void throwBytes(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] content) {
        throwBytes(Landscape.broker(), topic, Parts.of(COUNCIL, String.valueOf(key)) % 4, key, headers, content);
    }

    static void throwBytes(
            String broker,
            String topic,
            int partition,
            @Nullable String key,
            Map<String, String> headers,
            byte @Nullable [] content) {
        var message = new ProducerRecord<byte[], byte[]>(
                topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), content);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            PRODUCERS.computeIfAbsent(broker, Stranger::producer).send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("The broker did not take it", e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "acks", "all", "enable.metrics.push", false),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
