package org.kith.platform.containers;

import com.github.dockerjava.api.model.PortBinding;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.infrastructure.TestServers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers of a test run, each in a container of its own, reached on loopback alone; they go with the test's JVM. */
public final class EngineServers implements TestServers {

    /** As in docker-compose.yml. */
    static final String POSTGRES = "postgres:18";

    /** As in docker-compose.yml. */
    static final String KAFKA = "apache/kafka:4.2.2";

    private static final int POSTGRES_PORT = 5432;
    private static final int KAFKA_PORT = 9092;

    @Override
    public PostgresServer postgres(Map<String, String> settings) {
        var command = new StringBuilder("postgres");
        settings.forEach(
                (name, value) -> command.append(" -c ").append(name).append('=').append(value));
        var container = onLoopback(new PostgreSQLContainer(POSTGRES), POSTGRES_PORT)
                .withUsername("postgres")
                .withDatabaseName("postgres")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withCommand(command.toString());
        container.start();
        return PostgresServer.elsewhere(container.getMappedPort(POSTGRES_PORT), container::stop);
    }

    @Override
    public KafkaServer kafka(Map<String, String> settings) {
        var container = onLoopback(new KafkaContainer(KAFKA), KAFKA_PORT);
        settings.forEach((name, value) ->
                container.addEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        container.start();
        return KafkaServer.elsewhere("127.0.0.1:" + container.getMappedPort(KAFKA_PORT), container::stop);
    }

    /** Nobody but this machine reaches it. */
    private static <C extends GenericContainer<C>> C onLoopback(C container, int port) {
        return container.withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                .withPortBindings(PortBinding.parse("127.0.0.1::" + port)));
    }
}
