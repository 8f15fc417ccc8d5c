package org.kith.peers;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/** What the peers are given to send with: the relay's own settings, but for the wait for more, since they send one by one. */
record PeerSettings(String bootstrap) {

    private static final JsonMapper JSON = new JsonMapper();

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "compression.type",
                "lz4",
                "enable.metrics.push",
                false));
    }

    static void send(KafkaProducer<byte[], byte[]> producer, Said fact, CompletableFuture<Boolean> receipt) {
        var record = new ProducerRecord<>(
                Said.TOPIC, fact.familyId().getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(fact));
        var ignored = producer.send(record, (place, failure) -> {
            if (failure == null) {
                receipt.complete(true);
            } else {
                receipt.completeExceptionally(failure);
            }
        });
    }
}
