package org.kith.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kith.platform.broker.BrokerAccess;

/** Kafka, with a producer of the relay's own. The envelope is CloudEvents 1.0 in binary mode. */
final class KafkaRelayBroker implements RelayBroker, AutoCloseable {

    private final String publisher;
    private final TopicMaker topics;
    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaRelayBroker(String publisher, BrokerAccess access, TopicMaker topics) {
        this.publisher = publisher;
        this.topics = topics;
        var producerSettings = new HashMap<String, Object>();
        producerSettings.put(ProducerConfig.CLIENT_ID_CONFIG, "kith-relay-" + publisher);
        producerSettings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producerSettings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producerSettings.put(ProducerConfig.ACKS_CONFIG, "all");
        producerSettings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producerSettings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        producerSettings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producerSettings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producerSettings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        producerSettings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        producerSettings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        producerSettings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.settings = access.with(producerSettings);
    }

    @Override
    public List<CompletableFuture<Void>> send(List<UnsentFact> facts) {
        var failedTopics = new HashSet<String>();
        return facts.stream().map(fact -> send(fact, failedTopics)).toList();
    }

    private CompletableFuture<Void> send(UnsentFact fact, Set<String> failedTopics) {
        var receipt = new CompletableFuture<Void>();
        if (failedTopics.contains(fact.topic())) {
            receipt.completeExceptionally(new KafkaException("An earlier fact could not be handed over"));
            return receipt;
        }
        try {
            int partition = fact.part() % topics.partitionsOf(fact.topic());
            var ignored = producer().send(recordOf(fact, partition), (metadata, failure) -> {
                if (failure == null) {
                    receipt.complete(null);
                } else {
                    receipt.completeExceptionally(failure);
                }
            });
            if (receipt.isCompletedExceptionally()) {
                // it did not even leave; the next one would wait as long
                failedTopics.add(fact.topic());
            }
        } catch (KafkaException | IllegalStateException e) {
            failedTopics.add(fact.topic());
            receipt.completeExceptionally(e);
        }
        return receipt;
    }

    private ProducerRecord<byte[], byte[]> recordOf(UnsentFact fact, int partition) {
        var message =
                new ProducerRecord<byte[], byte[]>(fact.topic(), partition, bytes(fact.key()), bytes(fact.payload()));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", fact.eventId());
        header(message, "ce_source", "/kith/" + publisher);
        header(message, "ce_type", fact.type());
        header(message, "ce_time", fact.recordedAt().toString());
        header(message, "content-type", "application/json");
        header(message, "ce_council", fact.council());
        header(message, "ce_sequence", Long.toString(fact.sequence()));
        header(message, "ce_partitionkey", fact.key());
        header(message, "ce_correlationid", fact.correlationId());
        header(message, "ce_causationid", fact.causationId());
        header(message, "ce_actedby", fact.actedBy());
        header(message, "traceparent", fact.traceparent());
        return message;
    }

    private static void header(ProducerRecord<?, ?> message, String name, @Nullable String value) {
        if (value != null) {
            message.headers().add(name, bytes(value));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var running = producer;
        if (running == null) {
            running = new KafkaProducer<>(settings);
            producer = running;
        }
        return running;
    }

    @Override
    public void startAfresh() {
        close();
        topics.forget();
    }

    @Override
    public void close() {
        var running = producer;
        producer = null;
        if (running != null) {
            running.close(Duration.ofMillis(200));
        }
    }
}
