package org.kith.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.at;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.kith.contracts.outcomes.JourneyClosedV1;
import org.kith.contracts.outcomes.MeasureMovedV1;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.service.ServiceTest;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The example for performance teams, run as its page says: one file and three libraries, no code of Kith. */
@ServiceTest
class SubscriberTest {

    private static final String ITS_COUNCIL = "E10000008";
    private static final Path EXAMPLE = Path.of("..", "docs", "subscribe", "MeasuresSubscriber.java");

    @Autowired
    private Topics topics;

    @Value("${kith.kafka}")
    private String broker;

    @Test
    void the_example_hears_the_same_numbers() throws Exception {
        var day = LocalDate.of(2025, 5, 13);
        for (int family = 0; family < 3; family++) {
            var id = UUID.randomUUID();
            var referral = UUID.randomUUID();
            var child = UUID.randomUUID();
            topics.tell("referral", ITS_COUNCIL, Stories.received(id, referral, at(day), child, UUID.randomUUID()));
            topics.tell("referral", ITS_COUNCIL, Stories.declined(id, referral, at(day), at(day, 12), child));
            topics.announced(JourneyClosedV1.class, id.toString());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> topics.onBroker(MeasureMovedV1.class, ITS_COUNCIL, "DECISIONS_DECLINED", 1).stream()
                        .anyMatch(moved -> moved.value() == 3));

        // what is none of Kith's is named and stops nobody
        var measures = "kith.measures." + ITS_COUNCIL;
        topics.sayRaw(measures, 0, null, Map.of(), null);
        topics.sayRaw(measures, 0, "x", Map.of("ce_type", "measure.moved.v1"), "{}".getBytes(StandardCharsets.UTF_8));
        topics.sayRaw(
                measures,
                0,
                "x",
                Topics.envelope(1, "outcomes", ITS_COUNCIL, "x", "measure.moved.v1", "x"),
                "{\"value\":".getBytes(StandardCharsets.UTF_8));

        var said = run(0, "--once", ITS_COUNCIL);

        assertThat(said)
                .contains("Listening to kith.measures.E10000008 and kith.outcomes.E10000008")
                .containsPattern("REFERRALS_RECEIVED +3\n")
                .containsPattern("CHILDREN_REFERRED +3\n")
                .containsPattern("DECISIONS_DECLINED +3\n");
        assertThat(said.lines().filter(line -> line.startsWith("Passed over: ")))
                .hasSize(3);
    }

    @Test
    void what_it_does_not_understand_is_said_in_two_lines() throws Exception {
        assertThat(says(2, "--nonsense")).isEqualTo("This means nothing here: --nonsense");
        assertThat(says(2, "Lancashire")).startsWith("A council is an ONS code such as E10000017");
        assertThat(says(2, "--group", "--once")).startsWith("--group needs a word after it.");
        assertThat(says(1, "--once", "E10000099"))
                .startsWith("The broker could not be listened to: it has no kith.measures");
    }

    private String says(int exit, String... arguments) throws Exception {
        var said = run(exit, arguments);
        // with no logger on the class path the API says so first
        var lines = said.lines().filter(line -> !line.startsWith("SLF4J")).toList();
        assertThat(lines).hasSize(2);
        return lines.getFirst();
    }

    private String run(int exit, String... arguments) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = Stream.of(KafkaConsumer.class, LoggerFactory.class, Class.forName("net.jpountz.lz4.LZ4Factory"))
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
        var command = Stream.concat(Stream.of(java, "-cp", classPath, EXAMPLE.toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KITH_KAFKA", broker);
        var process = builder.start();
        try (var output = process.getInputStream()) {
            var said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(exit);
            return said;
        }
    }
}
