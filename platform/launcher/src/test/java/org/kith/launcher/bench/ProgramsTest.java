package org.kith.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kith.launcher.machine.Obstacle;
import org.kith.platform.infrastructure.KafkaServer;

class ProgramsTest {

    private static final Pattern NUMBER = Pattern.compile("rate ([0-9.]+)");

    @Test
    void the_brokers_own_producer_test_sends_facts_like_ours_and_says_how_many_a_second() throws Exception {
        try (var broker = KafkaServer.forTests();
                var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()))) {
            int port = Integer.parseInt(broker.bootstrap().replaceAll(".*:", ""));

            assertThat(ProducerBench.run(port, 10_000)).isGreaterThan(1);

            long sent = 0;
            for (int part = 0; part < 4; part++) {
                var partition = new TopicPartition(ProducerBench.TOPIC, part);
                sent += admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            }
            assertThat(sent).isEqualTo(11_000);
        }
    }

    @Test
    void a_program_that_says_no_rate_is_quoted_with_how_to_try_it() {
        var mute = new ProcessBuilder(List.of("sh", "-c", "echo no such database"));

        assertThatThrownBy(() -> Program.rate(mute, Duration.ZERO, NUMBER, "The test"))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("The test said no rate: no such database")
                .satisfies(said -> assertThat(((Obstacle) said).advice()).contains("sh -c echo no such database"));
    }

    @Test
    void its_number_is_read_out_of_all_it_says() {
        var talks = new ProcessBuilder(List.of("sh", "-c", "echo begun; echo rate 12.5 a second >&2"));

        assertThat(Program.rate(talks, Duration.ZERO, NUMBER, "The test")).isEqualTo(12.5);
    }
}
