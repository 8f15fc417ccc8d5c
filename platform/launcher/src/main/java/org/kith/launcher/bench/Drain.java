package org.kith.launcher.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/**
 * Empties a queue of facts that nobody hears: first by a plain producer that already has them in memory, which no relay can be
 * faster than, then by the relay of the referral service, which reads them, sends them, waits for every receipt and takes them
 * off the queue.
 */
final class Drain {

    private static final String TOPIC = "kith.bench";

    private static final int PARTITIONS = 4;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    /** As long as a fact usually is. */
    private static final String CONTENT = "{\"familyId\":\"00000000-0000-7000-8000-000000000000\",\"referralId\":"
            + "\"00000000-0000-7000-8000-000000000000\",\"receivedAt\":\"2025-01-01T09:00:00Z\",\"sourceCode\":\"6\","
            + "\"children\":[\"00000000-0000-7000-8000-000000000000\"],\"immediateDanger\":false}";

    private Drain() {}

    /** Facts a second that one producer gets acknowledged, with the relay's own settings. */
    static double producer(Ports ports, int facts) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                "127.0.0.1:" + ports.kafka(),
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                "compression.type",
                "lz4",
                "enable.metrics.push",
                false);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + ports.kafka()));
                var producer = new KafkaProducer<byte[], byte[]>(settings)) {
            makeTopic(admin);
            send(producer, facts / 10);
            long begun = System.nanoTime();
            send(producer, facts);
            return facts / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static void makeTopic(Admin admin) {
        try {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new Obstacle("The broker did not make a topic: " + e.getCause(), "See ./kith status", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int facts) {
        var content = CONTENT.getBytes(StandardCharsets.UTF_8);
        var refused = new AtomicInteger();
        for (int i = 0; i < facts; i++) {
            var key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            var ignored = producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, key, content), (place, failure) -> {
                if (failure != null) {
                    refused.incrementAndGet();
                }
            });
        }
        producer.flush();
        if (refused.get() > 0) {
            throw new Obstacle(refused + " facts were not taken by the broker", "See the logs of the measured Kith");
        }
    }

    /** Facts a second that leave the queue when that many wait in it. */
    static double outbox(Ports ports, Databases databases, int facts) {
        fill(databases, facts / 10);
        empty(databases);
        fill(databases, facts);
        long begun = System.nanoTime();
        empty(databases);
        return facts / ((System.nanoTime() - begun) / 1e9);
    }

    private static void fill(Databases databases, int facts) {
        databases.run(Part.REFERRAL, """
                with fact as (
                    insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id,
                        acted_by, recorded_at)
                    select gen_random_uuid(), 'E09999999', gen_random_uuid()::text, 1, 'bench.fact.v1', '%s', n %% 32, '%s',
                        'bench', 'bench', clock_timestamp()
                    from generate_series(1, %d) n returning event_id, part)
                insert into outbox_queue (part, event_id) select part, event_id from fact
                """.formatted(TOPIC, CONTENT, facts));
    }

    private static void empty(Databases databases) {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (databases.number(Part.REFERRAL, "select exists (select 1 from outbox_queue)::int") > 0) {
            if (System.nanoTime() > until) {
                throw new Obstacle("The relay does not empty its queue", "See the logs of the measured Kith");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
