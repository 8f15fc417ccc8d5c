package org.kith.platform.inbox;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Hands polled records over untouched: the usual header mappers turn bytes into something else and lose what they cannot read.
 * The records themselves travel in one header; the payload is their contents, empty for a tombstone.
 */
final class RecordBatch implements BatchMessageConverter {

    static final String RECORDS = "kith_records";
    private static final byte[] NOTHING = {};

    @Override
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            Type type) {
        List<byte[]> contents = records.stream()
                .map(message -> message.value() instanceof byte[] bytes ? bytes : NOTHING)
                .toList();
        return MessageBuilder.withPayload(contents)
                .setHeader(RECORDS, List.copyOf(records))
                .build();
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new UnsupportedOperationException("Facts are sent by the relay only");
    }

    /** The records of a batch, in the order they were polled. */
    @SuppressWarnings("unchecked") // the binding is set to byte arrays
    static List<ConsumerRecord<byte[], byte[]>> of(Message<?> batch) {
        return (List<ConsumerRecord<byte[], byte[]>>)
                Objects.requireNonNull(batch.getHeaders().get(RECORDS), "The binding does not use the kit's settings");
    }
}
