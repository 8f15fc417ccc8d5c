package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A broker that is not there when a service starts, goes away, and comes back without what it said it had. */
class BrokerAwayTest {

    private final List<String> theirOutbox = new ArrayList<>(List.of("a row"));

    @Test
    @Timeout(180)
    @SuppressWarnings("try") // the broker ends before what talks to it
    void b14_b33_facts_outlive_a_broker_that_goes_away_and_forgets(@TempDir Path home) throws Exception {
        int port = KafkaServer.freePort();
        int controllerPort = KafkaServer.freePort();
        var settings = Map.of("kith.kafka", "127.0.0.1:" + port, "kith.reconcile.every", "1s");
        var family = UUID.randomUUID();
        var unheard = UUID.randomUUID();
        var other = UUID.randomUUID();
        var theirEffects = new ArrayList<Long>();
        PlainHearer theirs;

        // the services start without a broker
        try (var publisher = Landscape.start("referral", Landscape.database("referral"), settings)) {
            var hearersDatabase = Landscape.database("allocation");
            announce(publisher, family);
            assertThat(unsent(publisher)).isEqualTo(1);

            try (var first = KafkaServer.start(home, port, controllerPort);
                    var sendsAndForgets = producer(first.bootstrap())) {
                theirs = PlainHearer.onATopicOfItsOwn(first.bootstrap());
                theirs.say(other, 1, 2);
                theirs.poll("plain", "earliest", 2).forEach(one -> theirEffects.add(Records.sequence(one)));
                theirs.say(other, 3);
                sendsAndForgets.send(aRow(theirs.topic())).get();
                try (var hearer = Landscape.start("allocation", hearersDatabase, hearing(settings))) {
                    await().atMost(Duration.ofSeconds(40))
                            .until(() -> heard(hearer, family).equals(List.of(1L)));
                }
                // the broker acknowledges it, and nobody hears it
                announce(publisher, unheard);
                await().atMost(Duration.ofSeconds(20)).until(() -> unsent(publisher) == 0);
                first.close();

                // B14: handing over is not having arrived; who takes the row out now has lost it
                var ignored = sendsAndForgets.send(aRow(theirs.topic()));
                theirOutbox.removeFirst();
                sendsAndForgets.close(Duration.ZERO);
                announce(publisher, family);
                announce(publisher, family);
                assertThat(unsent(publisher)).isEqualTo(2);
                assertThat(theirOutbox).isEmpty();
            }
            forgetEverythingOn(home, "kith.referrals");
            forgetEverythingOn(home, theirs.topic());

            try (var hearer = Landscape.start("allocation", hearersDatabase, hearing(settings));
                    var again = KafkaServer.start(home, port, controllerPort)) {
                assertThat(again.bootstrap()).isNotBlank();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> heard(hearer, family).equals(List.of(1L, 2L, 3L)));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> heard(hearer, unheard).equals(List.of(1L)));
                await().atMost(Duration.ofSeconds(10)).until(() -> unsent(publisher) == 0);

                theirs.say(other, 4, 5);
                var theirRecords = theirs.poll("plain", "earliest", 2);
                theirRecords.forEach(one -> theirEffects.add(Records.sequence(one)));
                assertThat(Effects.of(5, theirEffects)).as("B33").isEqualTo(new Effects(1, 0, 0));
                assertThat(theirRecords).as("B14").hasSize(2);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "enable.metrics.push", false, "max.block.ms", 1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> aRow(String topic) {
        var row = new ProducerRecord<byte[], byte[]>(topic, 0, null, "a row".getBytes(StandardCharsets.UTF_8));
        Stranger.envelope("referral", "a row", "9")
                .forEach((name, value) -> row.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return row;
    }

    /** What was only in the page cache is gone with the power: the log of each partition is empty again. */
    private static void forgetEverythingOn(Path home, String topic) throws IOException {
        try (var partitions = Files.newDirectoryStream(home, topic + "-*")) {
            for (var partition : partitions) {
                try (var files = Files.newDirectoryStream(partition, "0000*")) {
                    for (var file : files) {
                        if (file.toString().endsWith(".log")) {
                            Files.write(file, new byte[0]);
                        } else {
                            Files.delete(file);
                        }
                    }
                }
            }
        }
    }

    private static Map<String, String> hearing(Map<String, String> settings) {
        return Map.of(
                "kith.kafka", String.valueOf(settings.get("kith.kafka")),
                "kith.reconcile.every", "1s",
                "small.hears", "true",
                "spring.cloud.function.definition", "referrals",
                "spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals",
                "spring.cloud.stream.bindings.referrals-in-0.group", "allocation");
    }

    private static void announce(ConfigurableApplicationContext publisher, UUID family) {
        Landscape.inTransaction(
                publisher, () -> publisher.getBean(Outbox.class).announce(TwoServices.received(family)));
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
