package org.kith.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kith.peers.Trial.Outcome;
import org.kith.peers.Trial.Size;

/** Prints how Kith's outbox fares beside its peers; {@code ./kith bench --outbox} starts it. */
public final class OutboxPeers {

    private static final Size USUAL = new Size(3_000, 100, Duration.ofSeconds(5), Duration.ofSeconds(30));

    private static final List<Integer> RELAYS = List.of(1, 2, 4);

    private final Servers servers;
    private final Size size;

    OutboxPeers(Servers servers, Size size) {
        this.servers = servers;
        this.size = size;
    }

    /**
     * Measures all of them.
     *
     * @param arguments the folder for the servers' files
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "outbox");
        System.out.printf(
                Locale.ROOT,
                "Outboxes beside each other: %,d facts from four writers as fast as it goes, then %d a second for %d s%n%n",
                USUAL.facts(),
                USUAL.perSecond(),
                USUAL.steady().toSeconds());
        System.out.printf(
                "%-28s %-6s %-9s %10s %9s %9s %6s %9s %10s%n",
                "", "relays", "snapshot", "a second", "p50 ms", "p99 ms", "lost", "repeated", "overtaken");
        try (var servers = Servers.start(folder)) {
            var peers = new OutboxPeers(servers, USUAL);
            for (boolean held : List.of(false, true)) {
                for (int relays : RELAYS) {
                    for (var design : Design.values()) {
                        print(design, relays, held, peers.measure(design, relays, held));
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void print(Design design, int relays, boolean held, Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %-6d %-9s %10.0f %9.0f %9.0f %6d %9d %10d%n",
                design.title(),
                relays,
                held ? "held" : "-",
                outcome.perSecond(),
                outcome.p50(),
                outcome.p99(),
                outcome.lost(),
                outcome.repeated(),
                outcome.overtaken());
    }

    /** In a database of its own, so that none finds what another left. */
    Outcome measure(Design design, int relays, boolean snapshotHeld) throws SQLException {
        var database = servers.database(design.database() + "_" + relays + (snapshotHeld ? "_held" : ""));
        @Nullable Connection snapshot = snapshotHeld ? Servers.snapshot(database) : null;
        try (var running = Relays.start(design, database, servers.bootstrap(), relays)) {
            return Trial.run(running, servers.bootstrap(), size);
        } finally {
            if (snapshot != null) {
                snapshot.rollback();
                snapshot.close();
            }
        }
    }
}
