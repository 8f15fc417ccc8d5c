package org.kith.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Hears everything on the topic, from when it was made, and remembers when the broker wrote each down and in which order. */
final class Ear implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration POLL = Duration.ofMillis(50);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();
    private final Map<String, Integer> furthest = new HashMap<>();
    private final Thread listening;
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger overtaken = new AtomicInteger();
    private volatile long lastNanos;
    private volatile boolean stopped;

    Ear(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.metrics.push", false, "fetch.max.wait.ms", 50),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(Said.TOPIC).stream()
                .map((PartitionInfo one) -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // a position is looked up when it is first asked for, and facts may come before that
        all.forEach(consumer::position);
        listening = Thread.ofPlatform().daemon().name("ear").start(this::listen);
    }

    private void listen() {
        while (!stopped) {
            consumer.poll(POLL).forEach(record -> {
                var fact = JSON.readValue(record.value(), Said.class);
                hear(fact, record.timestamp());
            });
        }
        consumer.close();
    }

    private void hear(Said fact, long at) {
        if (writtenAt.putIfAbsent(name(fact.familyId(), fact.number()), at) != null) {
            repeated.incrementAndGet();
            return;
        }
        if (furthest.merge(fact.familyId(), fact.number(), Math::max) > fact.number()) {
            overtaken.incrementAndGet();
        }
        lastNanos = System.nanoTime();
    }

    static String name(String family, int number) {
        return family + "/" + number;
    }

    /** Waits until so many different facts were heard, or so long. */
    int await(int facts, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (writtenAt.size() < facts && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return writtenAt.size();
    }

    /** When the broker wrote each fact down, in its own milliseconds, by {@link #name}. */
    Map<String, Long> writtenAt() {
        return writtenAt;
    }

    /** In {@link System#nanoTime}. */
    long lastNanos() {
        return lastNanos;
    }

    int repeated() {
        return repeated.get();
    }

    /** Facts that came after a later one of their family. */
    int overtaken() {
        return overtaken.get();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
