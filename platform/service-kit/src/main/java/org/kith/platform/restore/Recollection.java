package org.kith.platform.restore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.kith.platform.broker.BrokerAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * After its database was put back to an earlier moment a service has forgotten facts that others have heard. Were it to go on, its
 * next facts would take the places of those, and be passed by as repeats. So before it opens its doors it reads its own topics from
 * the last moment it remembers and takes what it said into its journal again; each stream so found becomes a task, because the
 * change that the fact told is not in its own tables. That a database was put back shows in its timeline, which rises with each;
 * a copy of its files put back by hand keeps its timeline, is noticed by those who have heard more than this service remembers
 * ({@code Reconciliation}), and mended by a start with {@code kith.restore.read-again=true}.
 */
final class Recollection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);

    /** The broker's clock and the database's may differ by this much. */
    private static final Duration CLOCKS = Duration.ofMinutes(2);

    private static final String TIMELINE = "select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

    private static final String KEEP = """
            insert into event_journal (event_id, council, key, seq, type, topic, part, payload,
                correlation_id, causation_id, acted_by, traceparent, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String MOVE_HEAD = """
            insert into stream_head (council, key, topic, part, last_seq, last_at) values (?, ?, ?, ?, ?, ?)
            on conflict (council, key) do update
                set last_seq = excluded.last_seq, last_at = excluded.last_at, topic = excluded.topic""";

    private record Stream(String council, String key) {}

    private final String service;
    private final List<String> topics;
    private final BrokerAccess broker;
    private final JdbcTemplate jdbc;
    private final ForgottenTasks tasks;
    private final boolean always;
    private final Clock clock;
    private volatile boolean running;

    Recollection(
            String service,
            List<String> topics,
            BrokerAccess broker,
            JdbcTemplate jdbc,
            ForgottenTasks tasks,
            boolean always,
            Clock clock) {
        this.service = service;
        this.topics = List.copyOf(topics);
        this.broker = broker;
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.always = always;
        this.clock = clock;
    }

    @Override
    public void start() {
        var now = text(TIMELINE);
        var known = text("select timeline from database_timeline");
        if (always || !now.equals(known)) {
            LOG.warn(
                    always
                            ? "As asked for, what this service said is read again (timeline {} after {})"
                            : "The database was put back or failed over (timeline {} after {}): what was said since is read again",
                    now,
                    known);
            try {
                int recalled = recall();
                LOG.warn("{} facts that this service had forgotten are in its journal again", recalled);
            } catch (KafkaException e) {
                throw new IllegalStateException(
                        "The database was put back, and what this service had said since is on the broker, which does not answer."
                                + " Start the broker, then this service again",
                        e);
            }
            jdbc.update(
                    "update database_timeline set timeline = ?, noticed_at = ?",
                    now,
                    clock.instant().atOffset(ZoneOffset.UTC));
        }
        running = true;
    }

    private String text(String query) {
        return jdbc.query(query, (row, number) -> String.valueOf(row.getString(1))).stream()
                .findFirst()
                .orElse("");
    }

    private int recall() {
        var forgotten = new LinkedHashMap<String, Map<Stream, List<SaidFact>>>();
        try (var reader = new KafkaConsumer<>(
                broker.with(Map.of(
                        "client.id", "kith-recollection-" + service,
                        "default.api.timeout.ms", 20_000,
                        "request.timeout.ms", 10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var known = reader.listTopics();
            var partitions = topics.stream()
                    .filter(known::containsKey)
                    .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            from(reader, partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> reader.position(one) < ends.getOrDefault(one, 0L))) {
                for (var message : reader.poll(Duration.ofMillis(500))) {
                    SaidFact.of(message, service)
                            .filter(fact -> fact.sequence() > lastKnown(fact, forgotten))
                            .ifPresent(fact -> forgotten
                                    .computeIfAbsent(fact.council(), council -> new LinkedHashMap<>())
                                    .computeIfAbsent(
                                            new Stream(fact.council(), fact.key()), stream -> new ArrayList<>())
                                    .add(fact));
                }
            }
        }
        forgotten.forEach(this::takeBack);
        return forgotten.values().stream()
                .flatMap(streams -> streams.values().stream())
                .mapToInt(List::size)
                .sum();
    }

    private void from(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        var last = lastRemembered();
        if (last == null) {
            reader.seekToBeginning(partitions);
            return;
        }
        long moment = last.minus(CLOCKS).toEpochMilli();
        var places = reader.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> moment)));
        partitions.forEach(partition -> {
            var place = places.get(partition);
            if (place == null) {
                reader.seekToEnd(Set.of(partition));
            } else {
                reader.seek(partition, place.offset());
            }
        });
    }

    private @Nullable Instant lastRemembered() {
        return jdbc.query("select max(recorded_at) from event_journal", (row, number) -> row.getTimestamp(1)).stream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(java.sql.Timestamp::toInstant)
                .orElse(null);
    }

    private long lastKnown(SaidFact fact, Map<String, Map<Stream, List<SaidFact>>> forgotten) {
        var found = forgotten.getOrDefault(fact.council(), Map.of()).get(new Stream(fact.council(), fact.key()));
        return found == null
                ? head(fact.council(), fact.key())
                : found.getLast().sequence();
    }

    private long head(String council, String key) {
        return jdbc
                .query(
                        "select last_seq from stream_head where council = ? and key = ?",
                        (row, number) -> row.getLong(1),
                        council,
                        key)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private void takeBack(String council, Map<Stream, List<SaidFact>> streams) {
        tasks.inCouncil(council, () -> streams.forEach(this::takeBack));
    }

    private void takeBack(Stream stream, List<SaidFact> facts) {
        long next = head(stream.council(), stream.key()) + 1;
        if (facts.getFirst().sequence() != next) {
            throw new IllegalStateException(
                    "The broker no longer has fact %d of %s/%s that this service said before its database was put back. Restore to a later moment"
                            .formatted(next, stream.council(), stream.key()));
        }
        for (var fact : facts) {
            jdbc.update(
                    KEEP,
                    UUID.fromString(fact.id()),
                    fact.council(),
                    fact.key(),
                    fact.sequence(),
                    fact.type(),
                    fact.topic(),
                    fact.part(),
                    fact.payload(),
                    fact.correlationId(),
                    fact.causationId(),
                    fact.actedBy(),
                    fact.traceparent(),
                    fact.recordedAt().atOffset(ZoneOffset.UTC));
        }
        var last = facts.getLast();
        jdbc.update(
                MOVE_HEAD,
                last.council(),
                last.key(),
                last.topic(),
                last.part(),
                last.sequence(),
                last.recordedAt().atOffset(ZoneOffset.UTC));
        LOG.error(
                "{} facts of {}/{} were forgotten; what they told is not in this service's own tables",
                facts.size(),
                stream.council(),
                stream.key());
        if (ForgottenTasks.areNeededFor(last.topic())) {
            tasks.raise(stream.key(), last.type());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the gate for real data, before the relay, the bindings and the doors. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 10;
    }
}
