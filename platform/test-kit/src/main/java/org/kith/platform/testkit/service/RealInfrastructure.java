package org.kith.platform.testkit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.testkit.security.TestIssuer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Gives a context what it would have in a council: a database of its own with its three roles, and a broker of its own. The
 * PostgreSQL server is shared by the whole test run and started once; the broker is not, because topic names and consumer
 * groups are part of the contract and two contexts on one broker would hear each other.
 */
public final class RealInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    private static final class Postgres {

        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                return PostgresServer.forTests();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var broker = CompletableFuture.supplyAsync(RealInfrastructure::broker);
        var service = context.getEnvironment().getRequiredProperty("kith.service");
        try {
            var database = Postgres.SERVER.database("t_" + service + "_" + CONTEXTS.incrementAndGet());
            TestPropertyValues.of(
                            "spring.test.print-condition-evaluation-report=false",
                            "kith.database.name=" + database.name(),
                            "kith.database.url=" + database.url(),
                            "kith.database.password=" + database.password(),
                            "kith.kafka=" + broker.join().bootstrap(),
                            "kith.issuer=" + TestIssuer.running().address())
                    .applyTo(context);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's database could not be made", e);
        }
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed
                    && closed.getApplicationContext().equals(context)) {
                broker.join().close();
            }
        });
    }

    private static KafkaServer broker() {
        try {
            return KafkaServer.forTests();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
