package org.kith.launcher.commandline;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.StatusPageBeside;
import org.kith.platform.infrastructure.PostgresServer;

/** Stops the Kith of this folder, wherever it was started from. */
final class Down {

    /** Contexts with open streams, the broker and a checkpoint on a slow disk take their time. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Console console;
    private final KithHome home;

    Down(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        options.requireNoMore();
        if (!Run.isOn(home)) {
            sayWhatIsLeft();
            return;
        }
        // the lock is held, so the process of the note is ours
        var note = Run.note(home)
                .orElseThrow(() -> new Obstacle("Kith is only just starting", "Try again in a second: ./kith down"));
        var process = note.process()
                .orElseThrow(() -> new Obstacle(
                        "Kith runs, but not as process " + note.pid() + " that the note in " + home.folder() + " names",
                        "It may run in a container or for another user: stop it there"));
        console.say("Stopping Kith (process " + note.pid() + ")");
        process.destroy();
        try {
            process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            throw new Obstacle(
                    "Process " + note.pid() + " has not stopped after " + LIMIT.toSeconds() + " s",
                    "Its log is in " + home.logs() + "; to end it by force: kill -9 " + note.pid(),
                    late);
        }
        console.say("Stopped; the data are kept in " + home.folder());
    }

    private void sayWhatIsLeft() {
        try {
            if (StatusPageBeside.end(home)) {
                console.say("Its status page is ended");
            }
            console.say(
                    PostgresServer.stopLeftover(home.postgres())
                            ? "Kith was not up, but a killed run had left its PostgreSQL behind; it is stopped now"
                            : "Kith is not up");
        } catch (IOException e) {
            throw new Obstacle("" + e.getMessage(), "Stop that process by hand", e);
        }
    }
}
