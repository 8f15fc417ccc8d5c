package org.kith.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds everything a running Kith keeps on this machine.
 *
 * @param folder {@code .kith} in the project unless {@code KITH_HOME} says otherwise
 */
public record KithHome(Path folder) {

    /** Databases, broker log and service logs of a demo year take about this much, with room to breathe. */
    private static final long NEEDED_BYTES = 1_500_000_000L;

    /** All that commands keep in it. */
    private static final Set<String> KEPT = Set.of(
            "audit-checkpoints",
            "bench",
            "campaign",
            "clocks",
            "demo",
            "kafka",
            "lock",
            "logs",
            "notice.txt",
            "pid",
            "pids",
            "postgres",
            "receipts",
            "rehearsal",
            "results.jsonl",
            "run.properties",
            "secrets.properties",
            "status-page.properties",
            "stopped-because");

    private static final long MEGABYTE = 1_000_000L;

    /** The folder of this project, or the one that the environment names. */
    public static KithHome here() {
        var named = Optional.ofNullable(System.getenv("KITH_HOME")).filter(name -> !name.isBlank());
        return new KithHome(Path.of(named.orElse(".kith")).toAbsolutePath().normalize());
    }

    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path kafka() {
        return folder.resolve("kafka");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    /** Where the services keep the checkpoints of their audit, outside the database. */
    public Path auditCheckpoints() {
        return folder.resolve("audit-checkpoints");
    }

    public Path demo() {
        return folder.resolve("demo");
    }

    /** What the launcher printed when it runs without a terminal of its own. */
    public Path console() {
        return logs().resolve("console.log");
    }

    /** How many bytes its disk has left. */
    public long freeBytes() {
        return folder.toFile().getUsableSpace();
    }

    /** Why the last run stopped by itself, if it did. */
    public Optional<String> stoppedBecause() {
        try {
            return Files.exists(stopped()) ? Optional.of(Files.readString(stopped())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the reason for whoever asks later; on a full disk it may not be kept. */
    public void stoppedBecause(String reason) {
        try {
            Files.writeString(stopped(), reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It runs again. */
    public void goesOn() {
        try {
            Files.deleteIfExists(stopped());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What whoever runs Kith has to say on its status page. */
    public Path notice() {
        return folder.resolve("notice.txt");
    }

    /** Which process shows the status page. */
    public Path statusPage() {
        return folder.resolve("status-page.properties");
    }

    private Path stopped() {
        return folder.resolve("stopped-because");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path pid() {
        return folder.resolve("pid");
    }

    Path run() {
        return folder.resolve("run.properties");
    }

    /** Makes the folder, for this user alone, and checks that the disk has room. */
    public KithHome prepare() {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(logs());
            Files.createDirectories(demo());
        } catch (IOException e) {
            throw new Obstacle(
                    "Kith cannot write to its folder " + folder + ": " + e.getMessage(),
                    "Make it writable, or name another one: KITH_HOME=/some/folder ./kith up",
                    e);
        }
        long free = freeBytes();
        if (free < NEEDED_BYTES) {
            throw new Obstacle(
                    "The disk is nearly full: " + free / MEGABYTE + " MB are free at " + folder + ", and Kith needs "
                            + NEEDED_BYTES / MEGABYTE,
                    "Make room, or put Kith's folder on another disk: KITH_HOME=/some/folder ./kith up");
        }
        return this;
    }

    /** Names of what lies in the folder and is not Kith's, as where {@code KITH_HOME} names somebody's own folder. */
    public List<String> strangers() {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !KEPT.contains(name.endsWith(NoteFile.NEXT) ? withoutNext(name) : name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that a killed writer wanted to put another in the place of. */
    private static String withoutNext(String name) {
        return name.substring(0, name.length() - NoteFile.NEXT.length());
    }

    /** Throws the data away; the caller has made sure that nothing runs. */
    public void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var everything = Files.walk(folder)) {
            for (var path : everything.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
