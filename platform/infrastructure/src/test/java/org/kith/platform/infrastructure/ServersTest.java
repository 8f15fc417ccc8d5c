package org.kith.platform.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    @TempDir
    private Path home;

    @Test
    void a_restart_keeps_the_rows_and_the_three_roles() throws Exception {
        var port = KafkaServer.freePort();
        try (var server = PostgresServer.keeping(home, port)) {
            var database = server.database("example");
            sql(database, database.owner(), "create table kept(word text)");
            sql(database, database.owner(), "insert into kept values ('otter')");
        }

        try (var server = PostgresServer.keeping(home, port)) {
            var database = server.database("example");

            assertThat(sql(database, database.owner(), "select word from kept")).isEqualTo("otter");
            assertThat(sql(database, database.app(), "select current_user::text"))
                    .isEqualTo("example_app");
            assertThat(sql(database, database.relay(), "show fsync")).isEqualTo("on");
            assertThat(
                            sql(
                                    database,
                                    database.app(),
                                    "select string_agg(rolname, ' ') from pg_roles where (rolsuper or rolbypassrls) and rolname like 'example%'"))
                    .isEmpty();
        }
    }

    @Test
    void a_server_left_over_by_a_killed_run_is_stopped_and_its_rows_are_there() throws Exception {
        var abandoned = PostgresServer.keeping(home, KafkaServer.freePort());
        var database = abandoned.database("example");
        sql(database, database.owner(), "create table kept(word text)");

        assertThat(PostgresServer.stopLeftover(home)).isTrue();

        assertThat(PostgresServer.stopLeftover(home)).isFalse();
        // in life the process that held the folder is dead; here it must let go of its lock
        abandoned.close();
        try (var server = PostgresServer.keeping(home, KafkaServer.freePort())) {
            var again = server.database("example");
            assertThat(sql(again, again.owner(), "select count(*)::text from kept"))
                    .isEqualTo("0");
        }
    }

    @Test
    void programs_that_a_killed_run_had_half_unpacked_are_thrown_away_and_whole_ones_kept() throws Exception {
        var half = Files.createDirectories(home.resolve("bin/PG-half/lib"));
        Files.createSymbolicLink(half.resolve("libicuuc.so"), Path.of("libicuuc.so.60"));
        var whole = Files.createDirectories(home.resolve("bin/PG-whole"));
        Files.createFile(whole.resolve(".exists"));

        try (var server = PostgresServer.keeping(home, KafkaServer.freePort())) {
            assertThat(server.port()).isPositive();
        }

        assertThat(home.resolve("bin/PG-half")).doesNotExist();
        assertThat(whole.resolve(".exists")).exists();
    }

    @Test
    void a_broker_keeps_its_topics_when_it_comes_back_on_other_ports() throws Exception {
        try (var broker = KafkaServer.start(home, KafkaServer.freePort(), KafkaServer.freePort());
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }

        try (var broker = KafkaServer.start(home, KafkaServer.freePort(), KafkaServer.freePort());
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    private static String sql(ServiceDatabase database, String role, String statement) throws Exception {
        try (var connection = DriverManager.getConnection(database.url(), role, database.password());
                var work = connection.createStatement()) {
            if (!work.execute(statement)) {
                return "";
            }
            try (var rows = work.getResultSet()) {
                rows.next();
                return Optional.ofNullable(rows.getString(1)).orElse("");
            }
        }
    }
}
