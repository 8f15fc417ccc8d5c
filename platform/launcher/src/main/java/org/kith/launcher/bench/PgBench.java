package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;

/**
 * PostgreSQL's own benchmark, with a script that writes the rows of one referral and nothing else: no questions, no matching, no
 * HTTP. On the same server, in a database of the same tables, as the same role and under the same row level security.
 */
final class PgBench {

    private static final String DATABASE = "bench";

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    private static final Duration BEFORE_STATISTICS = Duration.ofSeconds(5);

    /** More than a client of the first run writes. */
    private static final int BEHIND_THEM = 100_000_000;

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path program;

    private PgBench(Path program) {
        this.program = program;
    }

    /** On the path, or where Debian puts it. */
    static Optional<PgBench> find() {
        var onPath = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "pgbench"));
        try (var versions = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.<Path>empty()) {
            return Stream.concat(onPath, versions.map(version -> version.resolve("bin/pgbench")))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(PgBench::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Transactions a second. Statistics are gathered before it counts, as a server does by itself within minutes: without them
     * PostgreSQL checks the foreign keys of an empty table's first plan by reading everybody of the council, at a third of the rate.
     */
    double run(Ports ports, Duration length) {
        makeDatabase(ports);
        try {
            var script = Files.createTempFile("one-referral", ".sql");
            try (var text = PgBench.class.getResourceAsStream("/bench/one-referral.sql")) {
                if (text == null) {
                    throw new IllegalStateException("The script is not there");
                }
                Files.write(script, text.readAllBytes());
                run(ports, script, BEFORE_STATISTICS, 0);
                gatherStatistics(ports);
                return run(ports, script, length, BEHIND_THEM);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double run(Ports ports, Path script, Duration length, int behind) {
        var builder = new ProcessBuilder(
                program.toString(),
                "--no-vacuum",
                "--define=n=" + behind,
                "--protocol=prepared",
                "--client=" + Town.CLIENTS,
                "--jobs=2",
                "--time=" + length.toSeconds(),
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + ports.postgres(),
                "--username=referral_app",
                DATABASE);
        builder.environment().put("PGPASSWORD", "kith");
        return Program.rate(builder, length, RATE, "pgbench");
    }

    private static void gatherStatistics(Ports ports) {
        try (var connection = Databases.superuser(ports, DATABASE);
                var sql = connection.createStatement()) {
            sql.execute("analyze");
        } catch (SQLException e) {
            throw new Obstacle(
                    "Statistics for pgbench could not be gathered: " + e.getMessage(), "See ./kith status", e);
        }
    }

    private static void makeDatabase(Ports ports) {
        try (var connection = Databases.superuser(ports, "postgres");
                var sql = connection.createStatement()) {
            sql.execute("drop database if exists " + DATABASE);
            sql.execute("create database " + DATABASE + " owner referral_owner");
            sql.execute("grant connect on database " + DATABASE + " to referral_app");
        } catch (SQLException e) {
            throw new Obstacle("A database for pgbench could not be made: " + e.getMessage(), "See ./kith status", e);
        }
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + DATABASE, "referral_owner", "kith")
                .locations("classpath:db/kit", "classpath:db/referral")
                .outOfOrder(true)
                .placeholders(Map.of("app", "referral_app", "relay", "referral_relay"))
                .load()
                .migrate();
    }

    /** How many rows a referral wrote in each table, so that anybody can see whether the script writes as many. */
    static List<String> compareRows(Map<String, Long> before, Map<String, Long> after, int referrals) {
        var each = new ArrayList<String>();
        after.forEach((table, rows) -> {
            double written = (double) (rows - before.getOrDefault(table, 0L)) / referrals;
            if (written >= 0.1) {
                each.add(String.format(java.util.Locale.ROOT, "%s %.1f", table, written));
            }
        });
        return List.of("rows that a referral wrote: " + String.join(", ", each));
    }
}
