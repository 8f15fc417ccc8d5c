package org.kith.launcher.commandline;

import java.util.Locale;
import java.util.stream.Collectors;
import org.kith.launcher.machine.Logging;
import org.kith.simulation.Episode;
import org.kith.simulation.Simulation;

/** Lives through made-up episodes of faults, seed after seed: no server, no port, thousands a minute. */
final class Simulate {

    private static final int SEEDS = 1_000;

    private static final int TELL_EVERY = 500;

    private final Console console;

    Simulate(Console console) {
        this.console = console;
    }

    /** Whether every promise held. */
    boolean run(Options options) {
        long seeds = options.count("--seeds", 1, SEEDS);
        long first = options.number("--seed").orElse(1);
        int atOnce = options.count("--at-once", 1, 1);
        boolean tell = options.flag("--tell");
        options.requireNoMore();
        Logging.quiet();
        Simulation.prepareThisProcess(atOnce);
        return tell ? tell(first) : live(first, seeds, atOnce);
    }

    private boolean tell(long seed) {
        var episode = Episode.of(seed, console::say);
        console.say("seed %d, trace %016x: %s"
                .formatted(seed, episode.trace(), episode.held() ? "every promise held" : episode.breach()));
        return episode.held();
    }

    private boolean live(long first, long seeds, int atOnce) {
        var outcome = Simulation.run(first, seeds, atOnce, episode -> {
            if (!episode.held()) {
                console.say("  breach  seed " + episode.seed() + ": " + episode.breach());
                console.say("          again: " + Simulation.again(episode));
            }
            if ((episode.seed() - first + 1) % TELL_EVERY == 0) {
                console.sayOver("  " + (episode.seed() - first + 1) + " of " + seeds + " seeds");
            }
        });
        console.say(String.format(
                Locale.ROOT,
                "%d seeds in %.0f s (%d a minute, %d at once): %d facts, %d steps",
                outcome.seeds(),
                outcome.took().toMillis() / 1000.0,
                outcome.seedsAMinute(),
                atOnce,
                outcome.facts(),
                outcome.steps()));
        console.say(outcome.befell().entrySet().stream()
                .map(what -> what.getValue() + " × " + what.getKey())
                .collect(Collectors.joining(", ")));
        console.say(
                outcome.breached().isEmpty()
                        ? "No promise was broken. 0 in %d means: fewer than 3 in %d episodes of this kind, with 95 %% confidence."
                                .formatted(seeds, seeds)
                        : outcome.breached().size() + " episodes broke a promise.");
        return outcome.breached().isEmpty();
    }
}
