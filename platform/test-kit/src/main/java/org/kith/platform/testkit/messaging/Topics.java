package org.kith.platform.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.outbox.Parts;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The topics around the service under test, on the real broker. A test says what a neighbour would say, and reads what the
 * service announced. Every wait is bounded and fails with a sentence.
 *
 * <pre>{@code
 * topics.tell("referral", new ReferralAcceptedV1(...));          // said, and the service has heard it
 * var allocated = topics.announced(FamilyAllocatedV1.class, familyId.toString()).getFirst();
 * }</pre>
 */
public final class Topics implements AutoCloseable {

    /** Lancashire, the council of tests that name none. */
    public static final String COUNCIL = "E10000017";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final String bootstrap;
    private final JdbcTemplate jdbc;
    private final Map<String, Long> lastSequences = new ConcurrentHashMap<>();
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** The topics on this broker, and the tables of the service under test. */
    public Topics(String bootstrap, JdbcTemplate jdbc) {
        this.bootstrap = bootstrap;
        this.jdbc = jdbc;
    }

    /** Says a fact as this publisher, for Lancashire, with the next sequence of its stream; does not wait for it to be heard. */
    public long say(String publisher, Announcement fact) {
        return say(publisher, COUNCIL, fact);
    }

    /** Says a fact as this publisher, with the next sequence of its stream; does not wait for it to be heard. */
    public long say(String publisher, String council, Announcement fact) {
        long sequence = lastSequences.merge(stream(publisher, council, fact.key()), 1L, Long::sum);
        sayAt(sequence, publisher, council, fact);
        return sequence;
    }

    /** Says a fact at this place of its stream, whatever was said before: for repeats, gaps and forks. */
    public void sayAt(long sequence, String publisher, String council, Announcement fact) {
        sayAt(
                sequence,
                publisher,
                council,
                fact,
                UuidCreator.getTimeOrderedEpoch().toString());
    }

    /** Says a fact with this id at this place of its stream. */
    public void sayAt(long sequence, String publisher, String council, Announcement fact, String eventId) {
        var wireName = wireName(fact.getClass());
        var headers = envelope(sequence, publisher, council, fact.key(), wireName.value(), eventId);
        sayRaw(
                wireName.topic().replace("{council}", council),
                Parts.of(council, fact.key()),
                fact.key(),
                headers,
                FactJson.write(fact).getBytes(StandardCharsets.UTF_8));
    }

    /** Says a fact and waits until every feed of the service that reads its topic has heard it. */
    public long tell(String publisher, Announcement fact) {
        return tell(publisher, COUNCIL, fact);
    }

    /** Says a fact and waits until every feed of the service that reads its topic has heard it. */
    public long tell(String publisher, String council, Announcement fact) {
        long sequence = say(publisher, council, fact);
        heard(publisher, council, fact.key(), sequence);
        return sequence;
    }

    /** Waits until the service has heard this stream up to this place. */
    public void heard(String publisher, String council, String key, long sequence) {
        await().alias("%s/%s heard up to %d".formatted(publisher, key, sequence))
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(isHeard(publisher, council, key, sequence))
                        .as("heard; parked: %s", parked(key))
                        .isTrue());
    }

    private boolean isHeard(String publisher, String council, String key, long sequence) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select count(*) > 0 and bool_and(last_seq >= ?) from inbox_stream where publisher = ? and council = ? and key = ?",
                Boolean.class,
                sequence,
                publisher,
                council,
                key));
    }

    /** Why facts of this stream are parked, in order: reason and detail. */
    public List<String> parked(String key) {
        return jdbc.query(
                "select reason || coalesce(': ' || detail, '') from inbox_parked where key = ? order by seq",
                (row, number) -> Objects.requireNonNullElse(row.getString(1), ""),
                key);
    }

    /** The facts of this type that the service announced on this stream, in order; waits for the first. */
    public <T extends Announcement> List<T> announced(Class<T> fact, String key) {
        return announced(fact, key, 1);
    }

    /** The facts of this type that the service announced on this stream, in order; waits until there are so many. */
    public <T extends Announcement> List<T> announced(Class<T> fact, String key, int atLeast) {
        await().alias("%d of %s on %s".formatted(atLeast, wireName(fact).value(), key))
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> announcedSoFar(fact, key).size() >= atLeast);
        return announcedSoFar(fact, key);
    }

    /** The facts of this type that the service announced on this stream until now, in order; does not wait. */
    public <T extends Announcement> List<T> announcedSoFar(Class<T> fact, String key) {
        return jdbc
                .query(
                        "select payload from event_journal where type = ? and key = ? order by council, seq",
                        (row, number) -> Objects.requireNonNullElse(row.getString(1), ""),
                        wireName(fact).value(),
                        key)
                .stream()
                .map(payload -> read(payload.getBytes(StandardCharsets.UTF_8), fact))
                .toList();
    }

    /** The facts of this type on this stream as they are on the broker, for Lancashire; waits for the first. */
    public <T extends Announcement> List<T> onBroker(Class<T> fact, String key) {
        return onBroker(fact, COUNCIL, key, 1);
    }

    /** The facts of this type on this stream as they are on the broker; waits until there are so many. */
    public <T extends Announcement> List<T> onBroker(Class<T> fact, String council, String key, int atLeast) {
        var name = wireName(fact);
        var facts = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.metrics.push", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var topic = name.topic().replace("{council}", council);
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().alias("%d of %s on the broker for %s".formatted(atLeast, name.value(), key))
                    .atMost(LONGEST_WAIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        for (var message : consumer.poll(Duration.ofMillis(200))) {
                            if (is(message, "ce_type", name.value())
                                    && is(message, "ce_council", council)
                                    && is(message, "ce_partitionkey", key)) {
                                facts.add(read(message.value(), fact));
                            }
                        }
                        return facts.size() >= atLeast;
                    });
        }
        return facts;
    }

    /** Puts any bytes with any headers on a topic, as a broken or hostile neighbour could. */
    public void sayRaw(
            String topic, int part, @Nullable String key, Map<String, String> headers, byte @Nullable [] content) {
        try {
            var message = new ProducerRecord<byte[], byte[]>(
                    topic, part % producer().partitionsFor(topic).size(), key == null ? null : bytes(key), content);
            headers.forEach((name, value) -> message.headers().add(name, bytes(value)));
            producer().send(message).get();
        } catch (ExecutionException e) {
            throw new AssertionError("The broker did not take the fact", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Stopped while saying a fact", e);
        }
    }

    /** The headers of a well-formed fact; change them to say something broken with {@link #sayRaw}. */
    public static Map<String, String> envelope(
            long sequence, String publisher, String council, String key, String type, String eventId) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", eventId);
        headers.put("ce_source", "/kith/" + publisher);
        headers.put("ce_type", type);
        headers.put("ce_time", Instant.now().toString());
        headers.put("content-type", "application/json");
        headers.put("ce_council", council);
        headers.put("ce_sequence", Long.toString(sequence));
        headers.put("ce_partitionkey", key);
        headers.put("ce_correlationid", eventId);
        headers.put("ce_actedby", publisher);
        return headers;
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        var running = producer;
        if (running == null) {
            running = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.metrics.push", false),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer = running;
        }
        return running;
    }

    private static boolean is(ConsumerRecord<?, ?> message, String header, String value) {
        var found = message.headers().lastHeader(header);
        return found != null && value.equals(new String(found.value(), StandardCharsets.UTF_8));
    }

    private static <T extends Announcement> T read(byte[] content, Class<T> fact) {
        try {
            return FactJson.read(content, fact);
        } catch (FactJson.Unreadable e) {
            throw new AssertionError("The announced fact cannot be read", e);
        }
    }

    private static WireName wireName(Class<?> fact) {
        var name = fact.getAnnotation(WireName.class);
        assertThat(name).as("%s has a @WireName", fact).isNotNull();
        return Objects.requireNonNull(name);
    }

    private static String stream(String publisher, String council, String key) {
        return publisher + "/" + council + "/" + key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
