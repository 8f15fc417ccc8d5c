package org.kith.launcher.commandline;

import java.nio.file.Path;
import java.time.Duration;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Logging;
import org.kith.launcher.machine.Ports;
import org.kith.platform.faults.Failpoint;

/** Breaks a Kith of its own, seed after seed, and says whether anything was lost. */
final class Campaign {

    private static final int PORT_BASE = 8100;

    private static final int SEEDS = 5;

    private static final int LOAD_SECONDS = 18;

    private static final int REPLAY_EVERY = 10;

    private final Console console;
    private final KithHome home;
    private final Path logs;

    Campaign(Console console, KithHome home) {
        this.console = console;
        // beside the folder that is thrown away
        this.logs = home.logs();
        // never the demo's own data
        this.home = new KithHome(home.folder().resolve("campaign"));
    }

    /** Whether nothing was breached. */
    boolean run(Options options) {
        if (options.flag("--simulation")) {
            return new Simulate(console).run(options);
        }
        long seeds = options.number("--seeds").orElse(SEEDS);
        long first = options.number("--seed").orElse(1);
        boolean resume = options.flag("--resume");
        boolean disks = !options.flag("--no-disks");
        int replayEvery = (int) options.number("--replay-every").orElse(REPLAY_EVERY);
        boolean failpoints = options.flag("--failpoints");
        int loadSeconds = (int) options.number("--load-seconds").orElse(LOAD_SECONDS);
        var ports = new Ports((int) options.number("--port-base").orElse(PORT_BASE));
        options.requireNoMore();
        Logging.toFile(logs, "campaign");
        console.say("Starting a Kith to break in " + home.folder());
        var plan = new org.kith.launcher.campaign.Campaign.Plan(
                home, ports, resume, disks, Duration.ofSeconds(loadSeconds), replayEvery);
        try (var campaign = new org.kith.launcher.campaign.Campaign(plan, console)) {
            var stop = new Thread(campaign::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            console.say(org.kith.launcher.campaign.Campaign.heading());
            if (failpoints) {
                for (var point : Failpoint.values()) {
                    if (!campaign.hasHalted(point)) {
                        say(campaign.halt(point), "--failpoints");
                    }
                }
            } else {
                for (long seed = first; seed < first + seeds; seed++) {
                    if (!campaign.hasPlayed(seed)) {
                        say(campaign.play(seed), "--seeds 1 --seed " + seed);
                    }
                }
            }
            campaign.summary().forEach(console::say);
            Runtime.getRuntime().removeShutdownHook(stop);
            return !campaign.isBreached();
        }
    }

    private void say(org.kith.launcher.campaign.Campaign.Outcome outcome, String again) {
        console.say(outcome.line());
        outcome.breaches().forEach(breach -> console.say("        " + breach));
        if (!outcome.breaches().isEmpty()) {
            console.say("        again: ./kith campaign " + again);
        }
    }
}
