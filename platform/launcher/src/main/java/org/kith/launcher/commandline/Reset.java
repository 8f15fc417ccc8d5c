package org.kith.launcher.commandline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.StatusPageBeside;
import org.kith.platform.infrastructure.PostgresServer;

/** Throws the local data away, once somebody has said that they mean it. */
final class Reset {

    /** What somebody types who means it. */
    private static final String WORD = "reset";

    private final Console console;
    private final KithHome home;

    Reset(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        boolean meant = options.flag("--yes");
        options.requireNoMore();
        if (Run.isOn(home)) {
            throw new Obstacle("Kith is up, and its data are in use", "Stop it first: ./kith down");
        }
        if (!Files.exists(home.folder())) {
            console.say("There are no data in " + home.folder());
            return;
        }
        var strangers = home.strangers();
        if (!strangers.isEmpty()) {
            throw new Obstacle(
                    "Nothing was deleted: " + home.folder() + " holds what is not Kith's, such as "
                            + strangers.getFirst(),
                    "Is KITH_HOME the folder you mean? Take out what is not Kith's, or delete by hand");
        }
        if (!meant) {
            ask();
        }
        try {
            StatusPageBeside.end(home);
            PostgresServer.stopLeftover(home.postgres());
        } catch (IOException e) {
            throw new Obstacle("" + e.getMessage(), "Stop that process, then try again: ./kith reset", e);
        }
        try {
            home.delete();
        } catch (UncheckedIOException e) {
            throw new Obstacle(
                    "Not all of " + home.folder() + " could be deleted: " + e.getMessage(),
                    "Delete the rest by hand, or try again: ./kith reset",
                    e);
        }
        console.say("The data in " + home.folder() + " are gone; the next ./kith up starts afresh");
    }

    private void ask() {
        var answer = console.ask("This deletes all that Kith keeps in " + home.folder()
                        + ": every family, the audit and its checkpoints, the broker's log, the logs. Type " + WORD
                        + " to go on:")
                .orElseThrow(() -> new Obstacle(
                        "Nothing was deleted: there is no terminal at which to ask",
                        "Where nobody can be asked, say that it is meant: ./kith reset --yes"));
        if (!answer.strip().equals(WORD)) {
            throw new Obstacle("Nothing was deleted", "To delete everything: ./kith reset, then type " + WORD);
        }
    }
}
