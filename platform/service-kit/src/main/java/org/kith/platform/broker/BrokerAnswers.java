package org.kith.platform.broker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what the broker's administration answers, with the errors the other clients have. */
public final class BrokerAnswers {

    private BrokerAnswers() {}

    /**
     * The answer, waited for at most so many milliseconds.
     *
     * @throws KafkaException what the broker says, or that it says nothing in time, or that this thread is stopped
     */
    public static <T> T await(KafkaFuture<T> answer, long limitMillis) {
        try {
            return answer.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
