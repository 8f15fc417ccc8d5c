package org.kith.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Many episodes, one seed after the other. */
public final class Simulation {

    /**
     * What many seeds gave.
     *
     * @param befell what went wrong with machines, broker and databases, by kind
     * @param breached episodes in which a promise was broken
     */
    public record Outcome(
            long seeds, long steps, long facts, Map<String, Long> befell, List<Episode> breached, Duration took) {

        /** How many seeds a minute. */
        public long seedsAMinute() {
            return seeds * 60_000 / Math.max(1, took.toMillis());
        }
    }

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private Simulation() {}

    /**
     * Makes this process ready for it: to be called before anything uses a virtual thread. A strand hands its turn over fastest
     * where there are no more carriers than episodes at once; and an inbox says in the log whatever it parks.
     */
    public static void prepareThisProcess(int atOnce) {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, Integer.toString(atOnce));
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getLogger("org.kith.platform").setLevel(Level.OFF);
        }
    }

    /** Lives through so many seeds from the first on, so many at once; each is told when it is over. */
    public static Outcome run(long first, long count, int atOnce, Consumer<Episode> each) {
        long began = System.nanoTime();
        var next = new AtomicLong(first);
        var steps = new AtomicLong();
        var facts = new AtomicLong();
        var befell = new TreeMap<String, Long>();
        var breached = new ArrayList<Episode>();
        var workers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < atOnce; i++) {
            var over = new CompletableFuture<Void>();
            workers.add(over);
            Thread.ofVirtual().start(() -> {
                try {
                    for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                        var episode = Episode.of(seed);
                        steps.addAndGet(episode.steps());
                        facts.addAndGet(episode.facts());
                        synchronized (breached) {
                            episode.befell().forEach((what, times) -> befell.merge(what, (long) times, Long::sum));
                            if (!episode.held()) {
                                breached.add(episode);
                            }
                            each.accept(episode);
                        }
                    }
                    over.complete(null);
                } catch (RuntimeException | Error fault) {
                    over.completeExceptionally(fault);
                }
            });
        }
        workers.forEach(CompletableFuture::join);
        return new Outcome(
                count, steps.get(), facts.get(), befell, breached, Duration.ofNanos(System.nanoTime() - began));
    }

    /** How to live through an episode again. */
    public static String again(Episode episode) {
        return "./kith campaign --simulation --seeds 1 --seed " + episode.seed() + " --tell";
    }
}
