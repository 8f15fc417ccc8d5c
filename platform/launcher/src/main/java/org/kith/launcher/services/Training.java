package org.kith.launcher.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;

/**
 * Runs one service on servers of its own until it is ready and stops it again, so that its JVM can write down what it loaded and
 * linked (an AOT cache, JEP 514). The image of a service is made with it; nothing of the servers stays.
 */
public final class Training {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(5);

    private Training() {}

    /**
     * Trains.
     *
     * @param arguments the service's port, then the command that starts it
     */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        try (var postgres = PostgresServer.forTests();
                var kafka = KafkaServer.forTests()) {
            for (var part : Part.values()) {
                postgres.database(part.database());
            }
            var command = Arrays.asList(arguments).subList(1, arguments.length);
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment()
                    .putAll(Map.of(
                            "KITH_DB_PORT", Integer.toString(postgres.port()),
                            "KITH_KAFKA", kafka.bootstrap(),
                            "KITH_DEMO", "true"));
            var service = builder.start();
            boolean ready =
                    untilReady(URI.create("http://127.0.0.1:" + arguments[0] + "/actuator/health/readiness"), service);
            // the cache is written when the service has stopped in an orderly way
            service.destroy();
            if (!service.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS) || !ready) {
                service.destroyForcibly();
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static boolean untilReady(URI door, Process service) throws InterruptedException {
        long limit = System.nanoTime() + READY_WITHIN.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var ask =
                    HttpRequest.newBuilder(door).timeout(Duration.ofSeconds(5)).build();
            while (service.isAlive() && System.nanoTime() < limit) {
                try {
                    if (client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return true;
                    }
                } catch (IOException notYet) {
                    Thread.onSpinWait();
                }
                if (service.waitFor(1, TimeUnit.SECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }
}
