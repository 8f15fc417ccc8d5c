package org.kith.launcher.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.demo.Workforce;

/**
 * Reads every topic of facts as far as it goes and checks what the relays sent: the first time a fact is on its topic, all before
 * it in its stream are there already. What the hostile producer sent carries its mark and is passed over.
 */
final class Topics {

    static final List<String> INTERNAL = List.of("kith.referrals", "kith.families", "kith.teams", "kith.specialists");

    static final List<String> OUTWARD =
            List.of("kith.outcomes." + Workforce.COUNCIL, "kith.measures." + Workforce.COUNCIL);

    private static final Duration READ = Duration.ofMillis(300);

    private static final int SAMPLES = 400;

    private final String bootstrap;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<String, Long> lastOfStream = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> samples = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private long records;
    private long repeats;
    private long hostile;

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    static List<String> all() {
        return Stream.concat(INTERNAL.stream(), OUTWARD.stream()).toList();
    }

    /** Reads on to where the topics end now. */
    synchronized void readOn() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.auto.commit",
                        "false",
                        "enable.metrics.push",
                        false,
                        "default.api.timeout.ms",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            for (var partition : partitions) {
                consumer.seek(partition, read.getOrDefault(partition, 0L));
            }
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(READ).forEach(this::take);
            }
            for (var partition : partitions) {
                read.put(partition, consumer.position(partition));
            }
        }
    }

    /** Where each partition ends now. */
    Map<TopicPartition, Long> ends() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrap, "enable.metrics.push", false, "default.api.timeout.ms", 10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions(consumer));
        }
    }

    private static Collection<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return all().stream()
                .flatMap(topic -> Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        records++;
        if (message.headers().lastHeader(Hostile.MARK) != null) {
            hostile++;
            return;
        }
        var publisher = header(message, "ce_source");
        var key = header(message, "ce_partitionkey");
        var sequence = header(message, "ce_sequence");
        if (publisher == null || key == null || sequence == null) {
            breaches.add("A record without an envelope at " + message.topic() + "-" + message.partition() + " offset "
                    + message.offset());
            return;
        }
        var stream = publisher + " " + header(message, "ce_council") + " " + key;
        long place = Long.parseLong(sequence);
        long last = lastOfStream.getOrDefault(stream, 0L);
        if (place == last + 1) {
            lastOfStream.put(stream, place);
        } else if (place <= last) {
            repeats++;
        } else {
            breaches.add("I13 " + stream + " #" + place + " was sent before #" + (last + 1));
            lastOfStream.put(stream, place);
        }
        sample(message);
    }

    private void sample(ConsumerRecord<byte[], byte[]> message) {
        if (INTERNAL.contains(message.topic())) {
            if (samples.size() == SAMPLES) {
                samples.removeFirst();
            }
            samples.add(message);
        }
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Some facts that were really said, the latest last. */
    synchronized List<ConsumerRecord<byte[], byte[]>> samples(SplittableRandom random, int count) {
        var some = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int i = 0; i < count && !samples.isEmpty(); i++) {
            some.add(samples.get(random.nextInt(samples.size())));
        }
        return some;
    }

    /** How far a stream was said on its topic. */
    synchronized long lastOf(String publisher, String council, String key) {
        return lastOfStream.getOrDefault("/kith/" + publisher + " " + council + " " + key, 0L);
    }

    /** What was wrong since the last time this was asked. */
    synchronized List<String> breaches() {
        var found = List.copyOf(breaches);
        breaches.clear();
        return found;
    }

    synchronized String figures() {
        return records + " records, " + repeats + " repeats, " + hostile + " hostile";
    }
}
