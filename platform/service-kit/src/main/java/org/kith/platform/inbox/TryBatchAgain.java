package org.kith.platform.inbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.kith.platform.faults.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What every binding does when a whole batch could not be applied: go back to its first record and try again, for ever, with
 * growing pauses. The inbox throws only when its database is out of reach, so there is nothing to skip and nothing to park.
 */
final class TryBatchAgain implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TryBatchAgain.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ThreadLocal<Duration> pause = ThreadLocal.withInitial(() -> FIRST_PAUSE);

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    /** Nothing was handled, so nothing is acknowledged. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception fault,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        LOG.warn("A batch of {} waits for the database: {}", records.count(), FaultKind.of(fault));
        Map<TopicPartition, Long> first = new LinkedHashMap<>();
        for (ConsumerRecord<?, ?> message : records) {
            first.putIfAbsent(new TopicPartition(message.topic(), message.partition()), message.offset());
        }
        first.forEach(consumer::seek);
        rest(container);
    }

    @Override
    public void handleOtherException(
            Exception fault, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        LOG.warn("The consumer goes on after a fault: {}", FaultKind.of(fault));
        rest(container);
    }

    @Override
    public void clearThreadState() {
        pause.remove();
    }

    private void rest(MessageListenerContainer container) {
        var now = pause.get();
        var next = now.multipliedBy(2);
        pause.set(next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next);
        try {
            // not all consumers at once when the database is back
            long jitter = ThreadLocalRandom.current().nextLong(now.toMillis() / 4 + 1);
            ListenerUtils.stoppableSleep(container, now.toMillis() + jitter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
