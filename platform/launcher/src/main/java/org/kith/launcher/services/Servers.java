package org.kith.launcher.services;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.mailbox.Mailbox;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Database, broker and mailbox of one installation. */
final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final Mailbox mailbox;

    private Servers(PostgresServer postgres, KafkaServer kafka, Mailbox mailbox) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.mailbox = mailbox;
    }

    /** Starts database and broker side by side, then makes what is missing in the database. */
    static Servers start(Installation installation, Progress progress) {
        var home = installation.home();
        var ports = installation.ports();
        var kafka = CompletableFuture.supplyAsync(() -> {
            long begun = System.nanoTime();
            try {
                var broker = KafkaServer.start(home.kafka(), ports.kafka(), ports.kafkaController());
                progress.ready("Kafka", since(begun));
                return broker;
            } catch (IOException | RuntimeException e) {
                throw new Obstacle(
                        "Kafka did not start: " + e.getMessage(),
                        "Its folder is " + home.kafka() + "; ./kith reset starts afresh and loses the demo's data",
                        e);
            }
        });
        @Nullable PostgresServer postgres = null;
        try {
            long begun = System.nanoTime();
            postgres = PostgresServer.keeping(home.postgres(), ports.postgres());
            for (var part : Part.values()) {
                postgres.database(part.database());
            }
            progress.ready("PostgreSQL", since(begun));
            return new Servers(postgres, kafka.join(), Mailbox.start(ports.smtp(), ports.mailbox()));
        } catch (IOException | SQLException | RuntimeException e) {
            kafka.thenAccept(KafkaServer::close).exceptionally(failed -> null);
            if (postgres != null) {
                closeQuietly("PostgreSQL", postgres);
            }
            if (e instanceof CompletionException && e.getCause() instanceof Obstacle obstacle) {
                throw obstacle;
            }
            throw new Obstacle(
                    "PostgreSQL did not start: " + e.getMessage(),
                    "Its folder is " + home.postgres() + "; ./kith reset starts afresh and loses the demo's data",
                    e);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public void close() {
        closeQuietly("Kafka", kafka);
        closeQuietly("mailbox", mailbox);
        closeQuietly("PostgreSQL", postgres);
    }

    private static void closeQuietly(String what, AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly", what, e);
        }
    }
}
