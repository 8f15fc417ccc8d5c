package org.kith.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.infrastructure.ServiceDatabase;

/** One PostgreSQL that keeps what it says it keeps, one broker, and a database for each design. */
final class Servers implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final PostgresServer postgres;
    private final KafkaServer kafka;

    private Servers(PostgresServer postgres, KafkaServer kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Starts them in a folder of their own. */
    static Servers start(Path folder) throws IOException {
        var postgres = PostgresServer.keeping(folder.resolve("postgres"), KafkaServer.freePort());
        try {
            var kafka = KafkaServer.start(folder.resolve("kafka"), KafkaServer.freePort(), KafkaServer.freePort());
            makeTopic(kafka.bootstrap());
            return new Servers(postgres, kafka);
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static void makeTopic(String bootstrap) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(Said.TOPIC, PARTITIONS, (short) 1)
                            // the moment that counts is when the broker has it
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not make a topic", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while starting", e);
        }
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    /** A fresh database with the table of the change that every fact tells. */
    ServiceDatabase database(String name) throws SQLException {
        var database = postgres.database(name);
        try (var connection = DriverManager.getConnection(database.url(), database.owner(), database.password());
                var sql = connection.createStatement()) {
            sql.execute("create table made_up_change (id bigint generated always as identity primary key,"
                    + " family_id text not null, number int not null, content text not null)");
            sql.execute("grant insert on made_up_change to " + database.app());
        }
        return database;
    }

    /** A look at the database that goes on until it is closed: what is deleted meanwhile cannot be cleared away. */
    static Connection snapshot(ServiceDatabase database) throws SQLException {
        var connection = DriverManager.getConnection(database.url(), database.owner(), database.password());
        try (var sql = connection.createStatement()) {
            sql.execute("set idle_in_transaction_session_timeout = 0");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            sql.execute("select count(*) from made_up_change");
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
    }
}
