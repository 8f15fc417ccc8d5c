package org.kith.launcher.commandline;

import java.time.Clock;
import java.time.Duration;
import org.kith.launcher.bench.Bench.Plan;
import org.kith.launcher.bench.Hearing;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;

/** Measures a Kith of its own on this machine. */
final class Bench {

    /** Where nobody else's Kith is likely to be. */
    private static final int USUAL_BASE = 8600;

    private static final int BIG_COUNTY = 100_000;

    /** So many families are said at once when only hearing is measured, and so many a second afterwards. */
    private static final int HEARD = 1_500;

    private static final int PACED = 10;

    private final Console console;
    private final KithHome home;

    Bench(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        boolean brief = options.flag("--short");
        boolean all = options.flag("--long");
        boolean journeys = options.flag("--journeys");
        boolean road = options.flag("--road");
        boolean half = options.flag("--half");
        boolean county = options.flag("--county");
        int families = options.count("--families", 1, BIG_COUNTY);
        boolean accepting = options.flag("--accepting");
        boolean hearing = options.flag("--hearing");
        boolean processes = options.flag("--processes");
        int heard = options.count("--heard", 1, HEARD);
        var ports = new Ports(options.count("--port-base", 0, USUAL_BASE));
        options.requireNoMore();
        if (Run.isOn(home)) {
            throw new Obstacle(
                    "A Kith is up on this machine and would be measured with the other", "Stop it first: ./kith down");
        }
        if (hearing) {
            Hearing.run(
                    home,
                    ports,
                    new Hearing.Plan(processes, Math.max(heard / 3, 1), heard, Duration.ofSeconds(15), PACED),
                    Clock.systemUTC(),
                    console::say);
            return;
        }
        Plan plan;
        if (brief) {
            plan = Plan.brief();
        } else if (all) {
            plan = Plan.all();
        } else if (journeys) {
            plan = Plan.journeysAlone();
        } else if (road) {
            plan = Plan.roadAlone(processes);
        } else if (half) {
            plan = Plan.halfLoadAlone();
        } else if (accepting) {
            plan = Plan.acceptingAlone(processes);
        } else if (county) {
            plan = Plan.countyAlone(families);
        } else {
            plan = Plan.usual();
        }
        org.kith.launcher.bench.Bench.run(home, ports, plan, Clock.systemUTC(), console::say);
    }
}
