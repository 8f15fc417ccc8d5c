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
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.platform.waiting.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After its database was put back to an earlier moment a service has forgotten facts that others have heard. Were it to go on, its
 * next facts would take the places of those, and be passed by as repeats. So before it opens its doors it reads its own topics from
 * the last moment it remembers and takes what it said into its journal again; each stream so found becomes a task, because the
 * change that the fact told is not in its own tables. That a database was put back shows in its timeline, which rises with each.
 */
final class Recollection implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
    static final String TASK = "FORGOTTEN_BY_RESTORE";
    private static final Duration TASK_LIMIT = Duration.ofHours(4);

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
    private final TransactionTemplate transaction;
    private final ObjectProvider<Waiting> waiting;
    private final Clock clock;
    private volatile boolean running;

    Recollection(
            String service,
            List<String> topics,
            BrokerAccess broker,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ObjectProvider<Waiting> waiting,
            Clock clock) {
        this.service = service;
        this.topics = List.copyOf(topics);
        this.broker = broker;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.waiting = waiting;
        this.clock = clock;
    }

    @Override
    public void start() {
        var now = text(TIMELINE);
        var known = text("select timeline from database_timeline");
        if (!now.equals(known)) {
            LOG.warn(
                    "The database was put back or failed over (timeline {} after {}): what was said since is read again",
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
        var itself = new Who(service, council, Who.Kind.SERVICE, Set.of(), null);
        Council.in(
                new CouncilCode(council),
                () -> Acting.as(itself, () -> {
                    transaction.executeWithoutResult(status -> streams.forEach(this::takeBack));
                    return true;
                }));
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
        var now = clock.instant();
        waiting.ifAvailable(queue -> queue.begin(new Waiting.Item(
                TASK,
                service + "/" + stream.key(),
                stream.key().length() == 36 ? stream.key() : null,
                "ADMINISTRATOR",
                last.type(),
                false,
                now,
                now.plus(TASK_LIMIT),
                false)));
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
