package org.kith.platform.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/** Hears a topic of its own as most programs do: with the broker's memory of its place, and a framework's error handling. */
final class PlainHearer {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final String topic = "plain." + TOPICS.incrementAndGet();
    private final String broker;

    private PlainHearer(String broker) {
        this.broker = broker;
    }

    /** A topic of one partition, so that what comes behind a bad record is behind it. */
    static PlainHearer onATopicOfItsOwn(String broker) throws ExecutionException, InterruptedException {
        var hearer = new PlainHearer(broker);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker, "enable.metrics.push", false))) {
            admin.createTopics(List.of(new NewTopic(hearer.topic, 1, (short) 1)))
                    .all()
                    .get();
        }
        return hearer;
    }

    String topic() {
        return topic;
    }

    void say(UUID family, long... sequences) {
        for (long sequence : sequences) {
            Stranger.throwBytes(
                    broker,
                    topic,
                    0,
                    family.toString(),
                    Stranger.envelope("referral", family.toString(), Long.toString(sequence)),
                    "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** One life of a consumer of this group; it commits when it ends. */
    List<ConsumerRecord<byte[], byte[]>> poll(String group, String where, int atLeast) {
        var heard = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(settings(group, where), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            int looks = 0;
            int looksWithAPlace = 0;
            while (heard.size() < atLeast && looks++ < 100 && looksWithAPlace < 8) {
                consumer.poll(Duration.ofMillis(100)).forEach(heard::add);
                looksWithAPlace += consumer.assignment().isEmpty() ? 0 : 1;
            }
        }
        return heard;
    }

    private Map<String, Object> settings(String group, String where) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                broker,
                "group.id",
                group,
                "auto.offset.reset",
                where,
                "enable.auto.commit",
                true,
                "enable.metrics.push",
                false));
    }

    /** A container of Spring for Kafka with this way to handle errors. */
    KafkaMessageListenerContainer<byte[], byte[]> listening(
            CommonErrorHandler errors, Consumer<ConsumerRecord<byte[], byte[]>> reaction) {
        var properties = new ContainerProperties(topic);
        properties.setGroupId("plain-" + UUID.randomUUID());
        properties.setMessageListener((MessageListener<byte[], byte[]>) reaction::accept);
        var settings = settings("plain-" + UUID.randomUUID(), "earliest");
        settings.put("enable.auto.commit", false);
        var container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setCommonErrorHandler(errors);
        container.start();
        return container;
    }

    /** Collects the sequences it is given, and breaks at some. */
    static final class Reaction implements Consumer<ConsumerRecord<byte[], byte[]>> {

        final List<String> effects = new CopyOnWriteArrayList<>();
        final AtomicInteger attempts = new AtomicInteger();
        private final long bad;

        Reaction(long bad) {
            this.bad = bad;
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> one) {
            if (Records.sequence(one) == bad) {
                attempts.incrementAndGet();
                throw new IllegalStateException("Example-Otter cannot be written down");
            }
            effects.add(Records.family(one) + "/" + Records.sequence(one));
        }

        List<Long> effectsOf(UUID family) {
            return effects.stream()
                    .filter(effect -> effect.startsWith(family.toString()))
                    .map(effect -> Long.valueOf(effect.substring(effect.indexOf('/') + 1)))
                    .toList();
        }
    }
}
