package org.kith.platform.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ProductionGateTest {

    private static final Finding A = new Finding("One thing", "wrong", "Put it right");
    private static final Finding B = new Finding("Another thing", "wrong too", "Put it right as well");

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var gate = new ProductionGate(() -> List.of(A), () -> List.of(B), () -> {}, Duration.ofSeconds(5));

        assertThatExceptionOfType(NotForProduction.class)
                .isThrownBy(gate::start)
                .withMessageContainingAll("2 to put right", "One thing is wrong", "Another thing is wrong too");
        assertThat(gate.isRunning()).isFalse();
    }

    @Test
    void a_broker_that_is_away_lets_the_service_start_and_stops_it_when_it_answers_wrongly() {
        var tries = new AtomicInteger();
        var stopped = new AtomicBoolean();
        var gate = new ProductionGate(
                List::of,
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new KafkaException("away");
                    }
                    return List.of(B);
                },
                () -> stopped.set(true),
                Duration.ofMillis(20));

        gate.start();

        assertThat(gate.isRunning()).isTrue();
        await().atMost(Duration.ofSeconds(10)).untilTrue(stopped);
        assertThat(tries).hasValue(3);
        gate.stop();
    }

    @Test
    void a_wrong_database_stops_the_start_also_while_the_broker_is_away() {
        var gate = new ProductionGate(
                () -> List.of(A),
                () -> {
                    throw new KafkaException("away");
                },
                () -> {},
                Duration.ofSeconds(5));

        assertThatExceptionOfType(NotForProduction.class).isThrownBy(gate::start);
    }
}
