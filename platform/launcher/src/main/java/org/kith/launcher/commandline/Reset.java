package org.kith.launcher.commandline;

import java.io.IOException;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Run;
import org.kith.platform.infrastructure.PostgresServer;

/** Throws the local data away. */
final class Reset {

    private final Console console;
    private final KithHome home;

    Reset(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        options.requireNoMore();
        if (Run.isOn(home)) {
            throw new Obstacle("Kith is up, and its data are in use", "Stop it first: ./kith down");
        }
        try {
            PostgresServer.stopLeftover(home.postgres());
        } catch (IOException e) {
            throw new Obstacle("" + e.getMessage(), "Stop that process, then try again: ./kith reset", e);
        }
        home.delete();
        console.say("The data in " + home.folder() + " are gone; the next ./kith up starts afresh");
    }
}
