package org.kith.launcher.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.platform.infrastructure.PostgresBackup;
import org.kith.platform.infrastructure.PostgresServer;

/** Puts the database back from a backup, to a moment or as far as there is log. The broker's log stays as it is. */
final class Restore {

    private final Console console;
    private final KithHome home;

    Restore(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        var folder = Backup.folder(options, "./kith restore <folder> [<moment, such as 2026-11-23T04:00:00Z>]");
        var to = options.next().map(Restore::moment).orElse(null);
        options.requireNoMore();
        if (Run.isOn(home)) {
            throw new Obstacle("Kith is up, and its data are in use", "Stop it first: ./kith down");
        }
        restore(folder, to);
    }

    private void restore(Path folder, @Nullable Instant to) {
        long begun = System.nanoTime();
        var backup = new PostgresBackup(home.postgres(), folder);
        try {
            PostgresServer.stopLeftover(home.postgres());
            var aside = backup.restore(Ports.free().postgres(), to);
            console.say(String.format(
                    Locale.ROOT,
                    "The database is as it was %s; that took %.1f s",
                    to == null ? "at the end of its log" : "at " + to,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0));
            aside.ifPresent(replaced ->
                    console.say("What was there before is in " + replaced + "; delete it when all is well"));
            console.say(
                    "Start Kith: ./kith up. Facts that were said after that moment are taken back from the broker,");
            console.say(
                    "and each stream so found is a task for an administrator, under Tasks of the installation (docs/runbook.md)");
        } catch (IllegalArgumentException e) {
            throw new Obstacle(
                    String.valueOf(e.getMessage()), "Nothing was changed. Name another moment, or another backup", e);
        } catch (IOException | SQLException e) {
            throw new Obstacle(
                    (to == null ? "The restore failed: " : "The restore to " + to + " failed: ") + e.getMessage(),
                    "The data that were there are there again. PostgreSQL's own words are in " + backup.words() + "."
                            + (to == null
                                    ? ""
                                    : " The archived log may end before that moment: without a moment, all there is of it is put back."),
                    e);
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Options.NotUnderstood("\"" + text + "\" is no moment such as 2026-11-23T04:00:00Z.");
        }
    }
}
