package org.kith.platform.infrastructure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL on loopback. Its data directory outlives the process unless it was made for a test. Signing in from
 * loopback needs no password here; real deployments have their own server and secrets.
 */
public final class PostgresServer implements AutoCloseable {

    /** What the library writes into the folder of the programs last of all. */
    private static final String WHOLE = ".exists";

    /** Default wait of the library is 10 s, short on a loaded machine with two cores. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** PostgreSQL writes a checkpoint before it goes; on a slow disk that takes a while. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "64MB",
            "max_connections", "200",
            "timezone", "UTC",
            "max_wal_size", "2GB",
            // tables of what waits are empty at night and full in the morning: plans made from the night's statistics
            // read all of it
            "autovacuum_naptime", "15s",
            "idle_in_transaction_session_timeout", "60s");

    private final int port;
    private final Closeable server;

    private PostgresServer(int port, Closeable server) {
        this.port = port;
        this.server = server;
    }

    private PostgresServer(EmbeddedPostgres server) {
        this(server.getPort(), server);
    }

    /**
     * A server that somebody else started, on loopback; its superuser {@code postgres} needs no password.
     *
     * @param port its TCP port
     * @param stop stops it
     */
    public static PostgresServer elsewhere(int port, Closeable stop) {
        return new PostgresServer(port, stop);
    }

    /**
     * Starts a server that keeps its data, with fsync on.
     *
     * @param home folder for binaries and data
     * @param port TCP port on loopback
     * @throws IOException if it does not come up; the message is the server's own
     */
    public static PostgresServer keeping(Path home, int port) throws IOException {
        return keeping(home, port, EmbeddedPostgres.builder());
    }

    /** The same while it recovers from its log: nobody's data are asked for, so what it says of that is kept in a file. */
    static PostgresServer recovering(Path home, int port, Path words) throws IOException {
        var file = ProcessBuilder.Redirect.appendTo(words.toFile());
        return keeping(
                home, port, EmbeddedPostgres.builder().setOutputRedirector(file).setErrorRedirector(file));
    }

    private static PostgresServer keeping(Path home, int port, EmbeddedPostgres.Builder builder) throws IOException {
        var data = Files.createDirectories(home).resolve("data");
        stopLeftover(home);
        throwAwayHalfUnpacked(home.resolve("bin"));
        var kept = new PostgresServer(settings(builder)
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(home.resolve("bin").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                // whoever started it stops it, after the services and the broker; the library's own hook would not wait
                // for them
                .setRegisterShutdownHook(false)
                // the library turns both off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // so that a backup can be taken without a restart; until then nothing is kept
                .setServerConfig("archive_mode", "on")
                .start());
        kept.archiveNothingYet();
        return kept;
    }

    /** A run that was killed while it unpacked the programs left a folder that the library would not unpack over. */
    private static void throwAwayHalfUnpacked(Path bin) throws IOException {
        if (!Files.isDirectory(bin)) {
            return;
        }
        List<Path> unpacked;
        try (var found = Files.list(bin)) {
            unpacked = found.filter(Files::isDirectory).toList();
        }
        for (var folder : unpacked) {
            if (!Files.exists(folder.resolve(WHOLE))) {
                List<Path> half;
                try (var all = Files.walk(folder)) {
                    half = all.sorted(Comparator.reverseOrder()).toList();
                }
                for (var one : half) {
                    Files.delete(one);
                }
            }
        }
    }

    private void archiveNothingYet() throws IOException {
        try (Connection connection = superuser();
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "select 1 from pg_settings where name = 'archive_command' and setting = ''")) {
                return;
            }
            if (!exists(sql, "select 1 where pg_is_in_recovery()")) {
                sql.execute("alter system set archive_command = 'true'");
                sql.execute("select pg_reload_conf()");
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL does not take its settings", e);
        }
    }

    /** Starts a server on a free port whose data go with it. */
    public static PostgresServer forTests() throws IOException {
        var elsewhere = TestServers.askedFor();
        return elsewhere.isPresent()
                ? elsewhere.get().postgres(SETTINGS)
                : new PostgresServer(settings(EmbeddedPostgres.builder()).start());
    }

    private static EmbeddedPostgres.Builder settings(EmbeddedPostgres.Builder builder) {
        SETTINGS.forEach(builder::setServerConfig);
        return builder.setPGStartupWait(START_LIMIT);
    }

    /**
     * Stops a server that an earlier, killed process left holding the folder: pg_ctl makes a daemon, and the next start would
     * wait in vain for it.
     *
     * @param home the folder given to {@link #keeping}
     * @return whether there was one
     * @throws IOException if the server's own note cannot be read, or the server does not stop
     */
    public static boolean stopLeftover(Path home) throws IOException {
        var data = home.resolve("data");
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        long pid;
        try {
            pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
        } catch (NumberFormatException | NoSuchElementException halfWritten) {
            Files.delete(pidFile);
            return false;
        }
        var leftover = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (leftover.isEmpty()
                || !leftover.get().info().commandLine().orElse("").contains(data.toString())) {
            return false;
        }
        // SIGINT is PostgreSQL's fast shutdown
        new ProcessBuilder("kill", "-INT", Long.toString(pid))
                .inheritIO()
                .start()
                .onExit()
                .join();
        try {
            leftover.get()
                    .onExit()
                    .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException late) {
            throw new IOException("PostgreSQL of an earlier run (process " + pid + ") does not stop", late);
        }
        return true;
    }

    public int port() {
        return port;
    }

    /** Makes the database and its three roles where they are missing. Names are lower-case letters, digits and underscores. */
    public ServiceDatabase database(String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        var database = new ServiceDatabase("jdbc:postgresql://127.0.0.1:" + port() + "/" + name, name, "kith");
        try (Connection connection = superuser();
                Statement sql = connection.createStatement()) {
            for (String role : new String[] {database.owner(), database.app(), database.relay()}) {
                if (!exists(sql, "select 1 from pg_roles where rolname = '" + role + "'")) {
                    sql.execute(
                            "create role " + role + " login nosuperuser nobypassrls nocreatedb nocreaterole password '"
                                    + database.password() + "'");
                }
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + name + "'")) {
                sql.execute("create database " + name + " owner " + database.owner());
                sql.execute("revoke all on database " + name + " from public");
                sql.execute("grant connect on database " + name + " to " + database.app() + ", " + database.relay());
            }
        }
        return database;
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (var rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
