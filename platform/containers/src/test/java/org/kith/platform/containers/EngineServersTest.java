package org.kith.platform.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;

class EngineServersTest {

    @Test
    void the_images_are_those_of_the_compose_file() throws IOException {
        var compose = Files.readString(Path.of("../../docker-compose.yml"));

        for (var image : List.of(EngineServers.POSTGRES, EngineServers.KAFKA)) {
            assertThat(compose).contains("image: " + image + "\n");
        }
    }

    /** Needs a container engine: {@code ./mvnw verify -Dkith.servers=engine}. */
    @Test
    @EnabledIfSystemProperty(named = "kith.servers", matches = "engine")
    void both_servers_come_from_the_engine_with_our_settings_and_on_loopback()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        try (var postgres = PostgresServer.forTests();
                var kafka = KafkaServer.forTests()) {
            var database = postgres.database("engine");
            try (var connection = DriverManager.getConnection(database.url(), database.app(), database.password());
                    var sql = connection.createStatement();
                    var row = sql.executeQuery("show idle_in_transaction_session_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("1min");
            }
            try (var admin =
                    Admin.create(Map.of("bootstrap.servers", kafka.bootstrap(), "enable.metrics.push", false))) {
                admin.createTopics(Set.of(new NewTopic("by-default", Optional.empty(), Optional.empty())))
                        .all()
                        .get();
                assertThat(admin.describeTopics(Set.of("by-default"))
                                .allTopicNames()
                                .get()
                                .values())
                        .singleElement()
                        .satisfies(topic -> assertThat(topic.partitions()).hasSize(4));
            }
        }
    }
}
