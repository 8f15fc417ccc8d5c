package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.tools.ProducerPerformance;
import org.kith.launcher.machine.Obstacle;

/** The broker's own producer test, with facts as long as ours and the relay's settings: it has them in memory and asks no database. */
final class ProducerBench {

    /** Nobody hears it. */
    static final String TOPIC = "kith.bench";

    /** As long as a fact usually is. */
    static final String FACT = "{\"familyId\":\"00000000-0000-7000-8000-000000000000\",\"referralId\":"
            + "\"00000000-0000-7000-8000-000000000000\",\"receivedAt\":\"2025-01-01T09:00:00Z\",\"sourceCode\":\"6\","
            + "\"children\":[\"00000000-0000-7000-8000-000000000000\"],\"immediateDanger\":false}";

    private static final int PARTITIONS = 4;

    /** After those that its JVM warmed up with. */
    private static final Pattern RATE = Pattern.compile("steady state records sent, ([0-9.]+) records/sec");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private ProducerBench() {}

    /** Facts a second that one producer gets acknowledged by the broker that listens there; a tenth more go before, unmeasured. */
    static double run(int port, int facts) {
        String broker = "127.0.0.1:" + port;
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker))) {
            makeTopic(admin);
        }
        try {
            var fact = Files.createTempFile("fact", ".json");
            try {
                Files.writeString(fact, FACT);
                int first = facts / 10;
                return Program.rate(
                        new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                // as the broker's own script starts it
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ProducerPerformance.class.getName(),
                                "--bootstrap-server=" + broker,
                                "--topic=" + TOPIC,
                                "--warmup-records=" + first,
                                "--num-records=" + (first + facts),
                                "--throughput=-1",
                                "--payload-file=" + fact,
                                "--command-property",
                                "acks=all",
                                "enable.idempotence=true",
                                "linger.ms=5",
                                "compression.type=lz4",
                                "enable.metrics.push=false"),
                        LIMIT,
                        RATE,
                        "The broker's producer test");
            } finally {
                Files.delete(fact);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeTopic(Admin admin) {
        try {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new Obstacle("The broker did not make a topic: " + e.getCause(), "See ./kith status", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
