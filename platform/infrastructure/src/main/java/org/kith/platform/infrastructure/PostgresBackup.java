package org.kith.platform.infrastructure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A base backup and the log archived since, of the server that {@link PostgresServer#keeping} runs; without PostgreSQL's client
 * programs, which do not come with the binaries. A backup folder holds {@code base} and {@code wal}.
 */
public final class PostgresBackup {

    /** What is no part of a backup: PostgreSQL makes it anew, or it belongs to the running process. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    /** PostgreSQL's settings take no ISO 8601. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT);

    /** File that says from which moment on the backup can be put back. */
    private static final String WHOLE_SINCE = "whole-since";

    /** How long recovery of a large log may take. */
    private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(30);

    private final Path home;
    private final Path folder;

    /**
     * A backup of one server.
     *
     * @param home the folder given to {@link PostgresServer#keeping}
     * @param folder where the backup is kept: on another disk, best on another machine
     */
    public PostgresBackup(Path home, Path folder) {
        this.home = home.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        if (!this.folder.toString().matches("[A-Za-z0-9/._ -]+")) {
            throw new IllegalArgumentException("Name the backup's folder with letters, digits, dots and dashes");
        }
    }

    /**
     * Copies the running server, and has it archive its log into the folder from now on.
     *
     * @return number of bytes copied
     */
    public long take(int port) throws IOException, SQLException {
        var wal = Files.createDirectories(folder.resolve("wal"));
        var base = folder.resolve("base");
        if (Files.exists(base)) {
            Files.move(base, folder.resolve("base." + UUID.randomUUID()));
        }
        try (var connection = superuser(port);
                var sql = connection.createStatement()) {
            // whole or not at all, and never one over another
            sql.execute(
                    "alter system set archive_command = 'test -f \"%1$s/%%f\" || (cp \"%%p\" \"%1$s/%%f.part\" && mv \"%1$s/%%f.part\" \"%1$s/%%f\")'"
                            .formatted(wal));
            sql.execute("alter system set archive_timeout = '60s'");
            sql.execute("select pg_reload_conf()");
            sql.execute("select pg_backup_start('kith', true)");
            long bytes = copy(home.resolve("data"), base);
            try (var row = sql.executeQuery("select labelfile, spcmapfile from pg_backup_stop(true)")) {
                row.next();
                Files.writeString(base.resolve("backup_label"), row.getString(1));
                var spaces = row.getString(2);
                if (spaces != null && !spaces.isBlank()) {
                    Files.writeString(base.resolve("tablespace_map"), spaces);
                }
            }
            Files.writeString(folder.resolve(WHOLE_SINCE), Instant.now().toString());
            return bytes;
        }
    }

    /**
     * Puts the server, which must not run, back to what it was at a moment, or as far as there is log. What was in its place is
     * moved aside, not deleted; if it cannot be done, it is back in its place afterwards.
     *
     * @param port where it may listen while it recovers
     * @param to the moment; none for everything there is
     * @return where the replaced data are now, if there were any
     * @throws IllegalArgumentException if the moment lies before the backup or in the future
     */
    public Optional<Path> restore(int port, @Nullable Instant to) throws IOException, SQLException {
        var base = folder.resolve("base");
        if (!Files.exists(base.resolve("backup_label"))) {
            throw new IOException("There is no whole backup in " + folder);
        }
        requireWithin(to);
        var data = home.resolve("data");
        Optional<Path> aside = Optional.empty();
        if (Files.exists(data)) {
            if (to == null) {
                keepUnarchived(data.resolve("pg_wal"));
            }
            aside = Optional.of(data.resolveSibling("data-replaced-" + UUID.randomUUID()));
            Files.move(data, aside.get());
        }
        try {
            recover(base, data, port, to);
            return aside;
        } catch (IOException | SQLException e) {
            if (aside.isPresent()) {
                delete(data);
                Files.move(aside.get(), data);
            }
            throw e;
        }
    }

    /** The file to which PostgreSQL's own words go while it is put back. */
    public Path words() {
        return home.resolve("restore.log");
    }

    private void requireWithin(@Nullable Instant to) throws IOException {
        if (to == null) {
            return;
        }
        if (to.isAfter(Instant.now())) {
            throw new IllegalArgumentException(to + " has not come yet");
        }
        var whole = folder.resolve(WHOLE_SINCE);
        if (Files.exists(whole)) {
            var since = Instant.parse(Files.readString(whole).strip());
            if (to.isBefore(since)) {
                throw new IllegalArgumentException(
                        "The backup was taken at " + since + " and knows no moment before it");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private void recover(Path base, Path data, int port, @Nullable Instant to) throws IOException, SQLException {
        copy(base, data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        var settings =
                new StringBuilder("\nrestore_command = 'cp \"%s/%%f\" \"%%p\"'\n".formatted(folder.resolve("wal")));
        settings.append("recovery_target_action = 'promote'\n");
        if (to != null) {
            settings.append("recovery_target_time = '")
                    .append(MOMENT.format(to.atOffset(ZoneOffset.UTC)))
                    .append("'\n");
        }
        Files.writeString(
                data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.createFile(data.resolve("recovery.signal"));
        try (var server = PostgresServer.recovering(home, port, words())) {
            awaitEndOfRecovery(server.port());
        }
    }

    /** The last of the log may not have been archived when the machine stopped; the disk may still have it. */
    private void keepUnarchived(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return;
        }
        try (var segments = Files.list(log)) {
            for (var segment : segments.filter(
                            file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .toList()) {
                var archived =
                        folder.resolve("wal").resolve(segment.getFileName().toString());
                if (!Files.exists(archived)) {
                    Files.copy(segment, archived);
                }
            }
        }
    }

    private static void awaitEndOfRecovery(int port) throws SQLException, IOException {
        long limit = System.nanoTime() + RECOVERED_WITHIN.toNanos();
        try (var connection = superuser(port);
                var sql = connection.createStatement()) {
            while (System.nanoTime() < limit) {
                // the server itself waits, half a second at a time
                try (var row = sql.executeQuery("select pg_is_in_recovery(), pg_sleep(0.5)")) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        for (var setting :
                                new String[] {"restore_command", "recovery_target_time", "recovery_target_action"}) {
                            sql.execute("alter system reset " + setting);
                        }
                        return;
                    }
                }
            }
        }
        throw new IOException("The server is still recovering after " + RECOVERED_WITHIN.toMinutes() + " minutes");
    }

    private static Connection superuser(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
    }

    private static long copy(Path from, Path to) throws IOException {
        var copied = new long[1];
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                var parent = directory.getParent();
                boolean emptied = from.equals(parent)
                        && EMPTIED.contains(directory.getFileName().toString());
                if (emptied && directory.endsWith("pg_wal")) {
                    Files.createDirectories(to.resolve("pg_wal").resolve("archive_status"));
                }
                return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                        copied[0] += attributes.size();
                    } catch (NoSuchFileException gone) {
                        // dropped while it was copied: the log says so too
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return copied[0];
    }
}
