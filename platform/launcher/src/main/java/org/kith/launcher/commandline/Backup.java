package org.kith.launcher.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.platform.infrastructure.PostgresBackup;

/** Copies the database of the Kith that runs, and has its log archived from then on. */
final class Backup {

    private static final long MEGABYTE = 1024 * 1024;

    private final Console console;
    private final KithHome home;

    Backup(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        var folder = folder(options, "./kith backup <folder>");
        options.requireNoMore();
        var running = Running.in(home);
        long begun = System.nanoTime();
        try {
            long bytes = new PostgresBackup(home.postgres(), folder)
                    .take(running.ports().postgres());
            console.say(String.format(
                    Locale.ROOT,
                    "%d MB copied to %s in %.1f s; from now on the log follows, at the latest every minute",
                    bytes / MEGABYTE,
                    folder,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0));
        } catch (IOException | SQLException | IllegalArgumentException e) {
            throw new Obstacle("The backup failed: " + e.getMessage(), "Nothing was changed but that folder", e);
        }
    }

    /** The folder that was named. */
    static Path folder(Options options, String usage) {
        return options.next()
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new Options.NotUnderstood("Name the backup's folder: " + usage));
    }
}
