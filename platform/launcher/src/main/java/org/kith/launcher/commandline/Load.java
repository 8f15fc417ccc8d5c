package org.kith.launcher.commandline;

import java.time.Clock;
import java.util.Locale;
import org.kith.launcher.demo.Demo;
import org.kith.launcher.machine.KithHome;

/** Plays made-up families into the Kith that runs. */
final class Load {

    private final Console console;
    private final KithHome home;

    Load(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        boolean year = options.flag("--year");
        long seed = options.number("--seed").orElse(Demo.SEED);
        options.requireNoMore();
        var installation = Running.in(home);
        try (var demo = new Demo(installation, Clock.systemUTC())) {
            if (year) {
                demo.year(seed, new Bar(console));
            } else {
                demo.some(seed, new Bar(console));
            }
        }
    }

    /** A bar that is drawn over itself; without a terminal, a line every tenth. */
    static final class Bar implements Demo.Watcher {

        private static final int WIDTH = 30;

        private static final int STEPS = 10;

        private final Console console;
        private int step = -1;

        Bar(Console console) {
            this.console = console;
        }

        @Override
        public void said(String text) {
            console.sayOver("");
            console.say(text);
        }

        @Override
        public synchronized void progress(double share, String text) {
            int full = (int) Math.round(share * WIDTH);
            var bar = "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] "
                    + String.format(Locale.ROOT, "%3d %%  ", Math.round(share * 100));
            if (console.hasTerminal()) {
                console.sayOver(text.isEmpty() ? "" : bar + text);
            } else if ((int) (share * STEPS) > step && !text.isEmpty()) {
                step = (int) (share * STEPS);
                console.say(bar + text);
            }
        }
    }
}
