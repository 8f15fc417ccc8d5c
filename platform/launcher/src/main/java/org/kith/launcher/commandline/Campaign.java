package org.kith.launcher.commandline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static final int OUTAGE_MINUTES = 10;

    /** Times as many referrals a second as are taken. */
    private static final List<Integer> OVERLOADS = List.of(2, 3, 5);

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
        long seeds = options.count("--seeds", 1, SEEDS);
        long first = options.number("--seed").orElse(1);
        boolean resume = options.flag("--resume");
        boolean twice = options.flag("--twice");
        boolean disks = !options.flag("--no-disks");
        int replayEvery = options.count("--replay-every", 0, REPLAY_EVERY);
        boolean failpoints = options.flag("--failpoints");
        boolean outage = options.flag("--outage");
        boolean overload = options.flag("--overload");
        var minutes = Duration.ofMinutes(options.count("--minutes", 1, OUTAGE_MINUTES));
        var kinds =
                options.text("--with").map(list -> List.of(list.split(",", -1))).orElse(List.of());
        int loadSeconds = options.count("--load-seconds", 1, LOAD_SECONDS);
        var ports = new Ports(options.count("--port-base", 0, PORT_BASE));
        options.requireNoMore();
        if (!org.kith.launcher.campaign.Campaign.kinds().containsAll(kinds)) {
            throw new Options.NotUnderstood(
                    "--with knows " + String.join(", ", org.kith.launcher.campaign.Campaign.kinds()) + ".");
        }
        Logging.toFile(logs, "campaign");
        console.say("Starting a Kith to break in " + home.folder());
        var plan = new org.kith.launcher.campaign.Campaign.Plan(
                home, ports, resume, twice, disks, Duration.ofSeconds(loadSeconds), replayEvery);
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
            } else if (outage) {
                say(campaign.outage(minutes), "--outage --minutes " + minutes.toMinutes());
            } else if (overload) {
                overload(campaign, Duration.ofSeconds(loadSeconds));
            } else {
                long last = first + seeds;
                for (long seed = first; seed < last; seed++) {
                    if (!kinds.isEmpty() && !campaign.has(seed, kinds)) {
                        last++;
                    } else if (!campaign.hasPlayed(seed)) {
                        say(campaign.play(seed), "--seeds 1 --seed " + seed + (twice ? " --twice" : ""));
                    }
                }
            }
            campaign.summary().forEach(console::say);
            Runtime.getRuntime().removeShutdownHook(stop);
            return !campaign.isBreached();
        }
    }

    private void overload(org.kith.launcher.campaign.Campaign campaign, Duration length) {
        var capacity = campaign.capacity(length);
        say(capacity.outcome(), "--overload");
        console.say("        taken a second when everybody waits for an answer: " + capacity.perSecond());
        for (int times : OVERLOADS) {
            var outcome = campaign.overload(Math.max(1, times * capacity.perSecond()), length);
            say(outcome, "--overload");
            console.say("        " + times + " times as many: " + answers(outcome.acts()));
        }
    }

    private static String answers(Map<String, Integer> acts) {
        return acts.entrySet().stream()
                .filter(act -> act.getKey().startsWith("flood-"))
                .map(act -> act.getKey().substring("flood-".length()) + " " + act.getValue())
                .collect(Collectors.joining(", "));
    }

    private void say(org.kith.launcher.campaign.Campaign.Outcome outcome, String again) {
        console.say(outcome.line());
        outcome.acts().forEach((act, count) -> {
            if (act.startsWith("outage-")) {
                console.say("        " + act + " " + count);
            }
        });
        outcome.breaches().forEach(breach -> console.say("        " + breach));
        if (!outcome.breaches().isEmpty()) {
            console.say("        again: ./kith campaign " + again);
        }
    }
}
