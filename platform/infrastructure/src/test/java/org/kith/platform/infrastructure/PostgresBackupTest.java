package org.kith.platform.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBackupTest {

    @TempDir
    private Path disk;

    @TempDir
    private Path otherDisk;

    @Test
    void a_restore_brings_back_everything_there_is_log_of_or_what_was_at_a_moment() throws Exception {
        int port = KafkaServer.freePort();
        var backup = new PostgresBackup(disk, otherDisk);
        Instant between;
        try (var server = PostgresServer.keeping(disk, port)) {
            var database = server.database("example");
            sql(database, "create table said(word text)");
            sql(database, "insert into said values ('before')");

            assertThat(backup.take(port)).isPositive();

            sql(database, "insert into said values ('after')");
            between = Instant.parse(sql(
                    database,
                    "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
            sql(database, "insert into said values ('too late')");
        }

        // the log on the lost machine's disk is still there
        assertThat(backup.restore(port, null)).isPresent();
        assertThat(words(port)).isEqualTo("before after too late");
        assertThat(backup.words()).content().contains("archive recovery complete");

        var longBefore = between.minusSeconds(3600);
        // moments that it knows nothing of: nothing is changed
        assertThatThrownBy(() -> backup.restore(port, longBefore))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("knows no moment before it");
        assertThatThrownBy(() -> backup.restore(port, Instant.now().plusSeconds(3600)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not come yet");
        // a restore that cannot be done to its end puts back what was there
        Files.createFile(otherDisk.resolve("base").resolve("recovery.signal"));
        assertThatThrownBy(() -> backup.restore(port, null)).isInstanceOf(IOException.class);
        Files.delete(otherDisk.resolve("base").resolve("recovery.signal"));
        assertThat(words(port)).isEqualTo("before after too late");

        // the moment before somebody did something wrong
        backup.restore(port, between);
        assertThat(words(port)).isEqualTo("before after");
    }

    private String words(int port) throws Exception {
        try (var server = PostgresServer.keeping(disk, port)) {
            return sql(server.database("example"), "select string_agg(word, ' ') from said");
        }
    }

    private static String sql(ServiceDatabase database, String statement) throws Exception {
        try (var connection = DriverManager.getConnection(database.url(), database.owner(), database.password());
                var work = connection.createStatement()) {
            if (!work.execute(statement)) {
                return "";
            }
            try (var rows = work.getResultSet()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
