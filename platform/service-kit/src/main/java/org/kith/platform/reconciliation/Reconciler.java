package org.kith.platform.reconciliation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.faults.FaultKind;
import org.kith.platform.inbox.HeardFeeds;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.outbox.RelayRunner;
import org.kith.platform.outbox.TopicMaker;
import org.kith.platform.outbox.TopicNames;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every minute this service says how far its streams have come. Who hears them compares, once it has read its topic as far as
 * it went at that moment; if the counts differ it lists its positions, and the publisher queues again what is missing. A gap is
 * asked for at once. All of this only ever leads to facts being said again, which an inbox passes by.
 */
final class Reconciler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final int LONGEST_KEY = 60;
    private static final Duration TOO_OLD = Duration.ofMinutes(5);
    private static final Duration LAG_EVERY = Duration.ofSeconds(10);

    private final String service;
    private final BrokerAccess broker;
    private final TopicMaker topics;
    private final RelayRunner relay;
    private final HeardFeeds feeds;
    private final HeardLedger heard;
    private final Clock clock;
    private final KafkaBoard board = new KafkaBoard();
    private final Reconciliation reconciliation;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Counter unreadable;
    private final AtomicInteger untaken = new AtomicInteger();
    private Instant nextLag = Instant.MIN;
    private volatile boolean running;
    private @Nullable Thread thread;

    Reconciler(
            String service,
            BrokerAccess broker,
            TopicMaker topics,
            RelayRunner relay,
            HeardFeeds feeds,
            SaidLedger said,
            HeardLedger heard,
            Clock clock,
            Duration every,
            MeterRegistry meters) {
        this.service = service;
        this.broker = broker;
        this.topics = topics;
        this.relay = relay;
        this.feeds = feeds;
        this.heard = heard;
        this.clock = clock;
        this.meters = meters;
        this.unreadable = Counter.builder("kith.positions.unreadable")
                .description("Notices on the positions topic that nobody of ours can have written")
                .register(meters);
        this.reconciliation =
                new Reconciliation(service, said, new ListenedHere(), board, new RelayHere(), clock, every);
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("kith-positions-" + service)
                    .start(this::run);
        }
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        while (running) {
            try {
                // also what somebody deleted meanwhile
                topics.makeAll();
                topics.partitionsOf(TopicNames.POSITIONS);
                pause = SHORTEST_PAUSE;
                work();
            } catch (org.apache.kafka.common.errors.InterruptException e) {
                return;
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                LOG.warn("The reconciler starts again: {}", FaultKind.of(e));
                try {
                    Thread.sleep(pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    private void work() {
        var readerSettings = broker.with(Map.of(
                "client.id",
                "kith-positions-" + service,
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                4_000,
                "isolation.level",
                "read_uncommitted"));
        var writerSettings = broker.with(Map.of(
                "client.id",
                "kith-positions-" + service,
                "acks",
                "all",
                "max.block.ms",
                5_000,
                "linger.ms",
                5,
                "compression.type",
                "lz4"));
        try (var reader =
                        new KafkaConsumer<>(readerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var writer =
                        new KafkaProducer<>(writerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var positions = new TopicPartition(TopicNames.POSITIONS, 0);
            reader.assign(Set.of(positions));
            board.over(reader, writer);
            // what was said before is said again within a minute
            reader.seekToEnd(Set.of(positions));
            while (running) {
                var told = new ArrayList<Notice>();
                for (var message : reader.poll(POLL)) {
                    // whoever writes without a key is none of us
                    if (message.key() != null
                            && message.value() != null
                            && clock.millis() - message.timestamp() < TOO_OLD.toMillis()) {
                        var key = new String(message.key(), StandardCharsets.UTF_8);
                        if (!Notice.isForOthers(key, service)) {
                            read(key, message.value()).ifPresent(told::add);
                        }
                    }
                }
                reconciliation.take(told);
                reconciliation.doWhatIsDue();
                measureLag(reader);
            }
        }
    }

    private Optional<Notice> read(String key, byte[] value) {
        var notice = noticeIn(key, value);
        if (notice == null) {
            passOver(key);
        }
        return Optional.ofNullable(notice);
    }

    private @Nullable Notice noticeIn(String key, byte[] value) {
        Class<? extends Notice> kind = switch (key.substring(0, Math.max(0, key.indexOf('/')))) {
            case "heads" -> Heads.class;
            case "heard" -> Heard.class;
            case "missing" -> Missing.class;
            default -> null;
        };
        try {
            return kind == null ? null : json.readValue(value, kind);
        } catch (JacksonException notOurs) {
            return null;
        }
    }

    /** What it said comes again within a minute; who put something else there is to be found. */
    private void passOver(String key) {
        unreadable.increment();
        LOG.warn("A notice on the positions topic cannot be read: {}", shown(key));
    }

    /** A key is shown as it came, which nobody of ours may have written. */
    private static String shown(String key) {
        var plain = key.replaceAll("[^A-Za-z0-9/_.-]", "?");
        return plain.length() > LONGEST_KEY ? plain.substring(0, LONGEST_KEY) + "..." : plain;
    }

    /** How many records each consumer has still to read, for figures. */
    private void measureLag(KafkaConsumer<byte[], byte[]> reader) {
        if (clock.instant().isBefore(nextLag)) {
            return;
        }
        nextLag = clock.instant().plus(LAG_EVERY);
        topics.makeWhatIsMissing(reader.listTopics().keySet());
        for (var consumer : feeds.consumers()) {
            var ends = reader.endOffsets(feeds.assigned(consumer));
            var beginnings = reader.beginningOffsets(ends.keySet());
            var places = feeds.places(consumer);
            long lag = 0;
            for (var end : ends.entrySet()) {
                long beginning = beginnings.getOrDefault(end.getKey(), 0L);
                lag += Math.max(0, end.getValue() - Math.max(beginning, places.getOrDefault(end.getKey(), 0L)));
            }
            lags.computeIfAbsent(consumer, this::lagGauge).set(lag);
        }
    }

    private AtomicLong lagGauge(String consumer) {
        var lag = new AtomicLong();
        Gauge.builder("kith.inbox.lag", lag::get)
                .description("Records still to be read")
                .tag("consumer", consumer)
                .register(meters);
        return lag;
    }

    /** What this service has heard, and which of it this instance reads. */
    private final class ListenedHere implements Reconciliation.Listened {

        @Override
        public Collection<String> consumers() {
            return feeds.consumers();
        }

        @Override
        public List<String> reading(String publisher, String topic, int part) {
            return reads(topic)
                    ? feeds.reading(publisher, new TopicPartition(topic, part % topics.partitionsOf(topic)))
                    : List.of();
        }

        /** A topic that is not read here may be hidden from this service. */
        private boolean reads(String topic) {
            return feeds.consumers().stream()
                    .flatMap(consumer -> feeds.assigned(consumer).stream())
                    .anyMatch(partition -> partition.topic().equals(topic));
        }

        @Override
        public Map<TopicPlace, Long> places(String consumer) {
            return feeds.places(consumer).entrySet().stream()
                    .collect(Collectors.toMap(
                            place -> new TopicPlace(
                                    place.getKey().topic(), place.getKey().partition()),
                            Map.Entry::getValue));
        }

        @Override
        public List<Heard> differences(String consumer, Heads heads) {
            return heard.differences(consumer, heads);
        }

        @Override
        public List<Missing> gaps(String consumer) {
            return heard.gaps(consumer);
        }

        @Override
        public void asked(Missing missing) {
            heard.asked(missing);
        }

        @Override
        public void goOnWhereReady(String consumer) {
            feeds.goOnWhereReady(consumer);
        }
    }

    /** The positions topic, and the ends of the others. */
    private final class KafkaBoard implements Reconciliation.Board {

        private @Nullable KafkaConsumer<byte[], byte[]> reader;
        private @Nullable KafkaProducer<byte[], byte[]> writer;

        void over(KafkaConsumer<byte[], byte[]> nowReading, KafkaProducer<byte[], byte[]> nowWriting) {
            reader = nowReading;
            writer = nowWriting;
        }

        @Override
        public TopicPlace placeOf(String topic, int part) {
            return new TopicPlace(topic, part % topics.partitionsOf(topic));
        }

        @Override
        public long end(TopicPlace place) {
            var partition = new TopicPartition(place.topic(), place.partition());
            var asking = Objects.requireNonNull(reader);
            long end = asking.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            long beginning = asking.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            // where everything was deleted there is nothing to wait for
            return beginning >= end ? 0 : end;
        }

        @Override
        public void tell(Notice notice) {
            send(Objects.requireNonNull(writer), notice.key(), json.writeValueAsBytes(notice));
        }

        /** Takes it from the compacted topic. */
        @Override
        public void served(Notice notice) {
            send(Objects.requireNonNull(writer), notice.key(), null);
        }
    }

    private final class RelayHere implements Reconciliation.Sender {

        @Override
        public Set<Integer> heldParts() {
            return relay.heldParts();
        }

        @Override
        public void wake() {
            relay.wake();
        }
    }

    private void send(KafkaProducer<byte[], byte[]> writer, String key, byte @Nullable [] value) {
        var ignored = writer.send(
                new ProducerRecord<>(TopicNames.POSITIONS, 0, key.getBytes(StandardCharsets.UTF_8), value),
                (metadata, failure) -> note(failure));
    }

    /** While the broker is away there are hundreds, and one line says it. */
    private void note(@Nullable Exception failure) {
        if (failure != null) {
            if (untaken.getAndIncrement() == 0) {
                LOG.warn("Notices are not taken and are said again later: {}", FaultKind.of(failure));
            }
        } else if (untaken.get() > 0) {
            LOG.info("Notices are taken again; {} were not", untaken.getAndSet(0));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        var working = thread;
        if (working != null) {
            try {
                // it looks up twice a second; only a broker that is away can keep it longer
                if (!working.join(Duration.ofSeconds(2))) {
                    working.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Begins after the relay and ends before it. */
    @Override
    public int getPhase() {
        return 200;
    }
}
