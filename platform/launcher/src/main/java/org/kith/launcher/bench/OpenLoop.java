package org.kith.launcher.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.machine.Obstacle;

/**
 * Sends at a fixed rate whether or not earlier ones came back, as people do. Time counts from the moment each was meant to be
 * sent, so that waiting behind a slow one is counted and not left out.
 */
final class OpenLoop {

    /** So many unanswered at once, and the machine is behind for good. */
    private static final int MOST_UNDERWAY = 2_000;

    private OpenLoop() {}

    /** One of them, by number; {@code meant} is in {@link System#nanoTime}. */
    interface Act {

        void at(int number, long meant) throws Exception;
    }

    /** Comes back when the last has come back; how many failed. */
    static int run(double perSecond, Duration length, Act act) {
        int all = (int) Math.round(perSecond * length.toMillis() / 1_000.0);
        var failed = new AtomicInteger();
        var underway = new AtomicInteger();
        long begun = System.nanoTime();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < all; i++) {
                long meant = begun + (long) (i * 1_000_000_000.0 / perSecond);
                for (long now = System.nanoTime(); now < meant; now = System.nanoTime()) {
                    LockSupport.parkNanos(meant - now);
                    if (Thread.currentThread().isInterrupted()) {
                        throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench");
                    }
                }
                if (underway.incrementAndGet() > MOST_UNDERWAY) {
                    underway.decrementAndGet();
                    failed.incrementAndGet();
                    continue;
                }
                int number = i;
                workers.execute(() -> {
                    try {
                        act.at(number, meant);
                    } catch (Exception e) {
                        failed.incrementAndGet();
                    } finally {
                        underway.decrementAndGet();
                    }
                });
            }
        }
        return failed.get();
    }
}
