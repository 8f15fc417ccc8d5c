package org.kith.launcher.commandline;

import org.kith.launcher.bench.Rehearsal;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Logging;
import org.kith.launcher.machine.Ports;

/** Makes later starts quicker: a rehearsal leaves behind what its JVM loaded, linked and learned. */
final class Train {

    /** Where nobody else's Kith is likely to be. */
    private static final int USUAL_BASE = 8800;

    private final Console console;
    private final KithHome home;

    Train(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        var ports = new Ports(options.count("--port-base", 0, USUAL_BASE));
        options.requireNoMore();
        home.prepare();
        Logging.quiet();
        Rehearsal.run(home, ports, console::say);
    }
}
