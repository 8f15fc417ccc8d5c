package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A broker that goes away and comes back, and one that is not there when a service starts. */
class BrokerAwayTest {

    @Test
    @Timeout(150)
    void facts_are_kept_while_the_broker_is_away_and_heard_when_it_is_back(@TempDir Path home) throws Exception {
        int port = KafkaServer.freePort();
        int controllerPort = KafkaServer.freePort();
        var settings = Map.of("kith.kafka", "127.0.0.1:" + port);
        var family = UUID.randomUUID();

        // the services start without a broker
        try (var publisher = Landscape.start("referral", Landscape.database("referral"), settings);
                var hearer = Landscape.start("allocation", Landscape.database("allocation"), hearing(settings))) {
            announce(publisher, family);
            assertThat(unsent(publisher)).isEqualTo(1);

            try (var first = KafkaServer.start(home, port, controllerPort)) {
                assertThat(first.bootstrap()).isNotBlank();
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> heard(hearer, family).equals(List.of(1L)));
            }
            announce(publisher, family);
            announce(publisher, family);
            assertThat(unsent(publisher)).isEqualTo(2);

            try (var again = KafkaServer.start(home, port, controllerPort)) {
                assertThat(again.bootstrap()).isNotBlank();
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> heard(hearer, family).equals(List.of(1L, 2L, 3L)));
                await().atMost(Duration.ofSeconds(10)).until(() -> unsent(publisher) == 0);
            }
        }
    }

    private static Map<String, String> hearing(Map<String, String> settings) {
        return Map.of(
                "kith.kafka", String.valueOf(settings.get("kith.kafka")),
                "small.hears", "true",
                "spring.cloud.function.definition", "referrals",
                "spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals",
                "spring.cloud.stream.bindings.referrals-in-0.group", "allocation");
    }

    private static void announce(ConfigurableApplicationContext publisher, UUID family) {
        Landscape.inTransaction(
                publisher, () -> publisher.getBean(Outbox.class).announce(HearingTest.received(family)));
    }

    private static long unsent(ConfigurableApplicationContext publisher) {
        return publisher
                .getBean(JdbcTemplate.class)
                .query("select count(*) from outbox_queue", (row, number) -> row.getLong(1))
                .getFirst();
    }

    private static List<Long> heard(ConfigurableApplicationContext hearer, UUID family) {
        return hearer.getBean(JdbcTemplate.class)
                .query(
                        "select seq from heard where key = ? order by place",
                        (row, number) -> row.getLong(1),
                        family.toString());
    }
}
