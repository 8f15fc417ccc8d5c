package org.kith.launcher.commandline;

import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Installation;

/** The Kith that runs from a folder, for commands that need one. */
final class Running {

    private Running() {}

    static Installation in(KithHome home) {
        var note = Run.note(home).filter(said -> Run.isOn(home));
        if (note.isEmpty()) {
            throw new Obstacle("Kith is not up", "Start it first: ./kith up --detach");
        }
        if (!note.get().ready()) {
            throw new Obstacle("Kith is still starting", "Try again in a moment; ./kith status says how far it is");
        }
        return new Installation(home, note.get().ports());
    }
}
