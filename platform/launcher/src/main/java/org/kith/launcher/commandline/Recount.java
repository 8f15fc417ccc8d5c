package org.kith.launcher.commandline;

import java.util.Locale;
import java.util.Map;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Part;

/** Has the figures counted anew that no longer follow from facts, as after a rule of counting changed. */
final class Recount {

    private final Console console;
    private final KithHome home;

    Recount(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    /** Whether every figure follows from facts afterwards. */
    boolean run(Options options) {
        options.requireNoMore();
        try (var doors = new Doors(Running.in(home))) {
            var said = doors.post(
                            Part.OUTCOMES,
                            "/operate/figures/recount",
                            new Tokens(doors, Secrets.of(home)).operator(),
                            Map.of())
                    .required()
                    .body();
            var all = said.path("reconciliation");
            console.say(String.format(
                    Locale.ROOT,
                    "%,d families of %,d were counted anew; figures of past days as known then stay as they were",
                    said.path("familiesAnew").asLong(),
                    all.path("families").asLong()));
            if (all.path("agrees").asBoolean()) {
                console.say("Every figure follows from facts");
                return true;
            }
            console.say(String.format(
                    Locale.ROOT,
                    "%,d counts do not follow from facts yet; see docs/runbook.md, \"Figures differ\"",
                    all.path("differenceCount").asLong()));
            return false;
        }
    }
}
