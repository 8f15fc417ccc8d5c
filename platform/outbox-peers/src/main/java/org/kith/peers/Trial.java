package org.kith.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * One design with so many relays: first as fast as four writers can say and the relays can send, then at a fixed rate, to see
 * how long each fact is on its way.
 */
final class Trial {

    private static final int WRITERS = 4;

    /** So that a family's facts often follow each other closely, as those of one referral do. */
    private static final int FAMILIES_FOR_EACH = 25;

    private static final String CONTENT = "made-up content, ".repeat(12);

    private Trial() {}

    /**
     * How much.
     *
     * @param facts said as fast as it goes
     * @param perSecond rate at which they are said afterwards
     * @param steady how long that lasts
     * @param patience how long is waited for the last one
     */
    record Size(int facts, int perSecond, Duration steady, Duration patience) {}

    /**
     * What came of it.
     *
     * @param perSecond facts a second, from the first write to the last on the broker
     * @param p50 milliseconds from commit to broker at the fixed rate
     * @param overtaken facts that came after a later one of their family
     */
    record Outcome(double perSecond, double p50, double p99, int lost, int repeated, int overtaken) {}

    static Outcome run(Relays relays, String bootstrap, Size size) {
        // what is done once is done before
        try (var ear = new Ear(bootstrap)) {
            say(relays, Math.max(WRITERS, size.facts() / 10), 0, new ConcurrentHashMap<>());
            ear.await(size.facts() / 10, size.patience());
        }
        double perSecond;
        int lost;
        int repeated;
        int overtaken;
        try (var ear = new Ear(bootstrap)) {
            var committed = new ConcurrentHashMap<String, Long>();
            long begun = System.nanoTime();
            int said = say(relays, size.facts(), 0, committed);
            lost = said - ear.await(said, size.patience());
            perSecond = (said - lost) / ((ear.lastNanos() - begun) / 1e9);
            repeated = ear.repeated();
            overtaken = ear.overtaken();
        }
        try (var ear = new Ear(bootstrap)) {
            var committed = new ConcurrentHashMap<String, Long>();
            int facts = (int) (size.perSecond() * size.steady().toMillis() / 1_000);
            int said = say(relays, facts, size.perSecond(), committed);
            lost += said - ear.await(said, size.patience());
            var onTheWay = onTheWay(committed, ear.writtenAt());
            return new Outcome(
                    perSecond,
                    at(onTheWay, 0.5),
                    at(onTheWay, 0.99),
                    lost,
                    repeated + ear.repeated(),
                    overtaken + ear.overtaken());
        }
    }

    /** Each family has one writer, who says its next fact when the last is committed; zero a second is as fast as it goes. */
    private static int say(Relays relays, int facts, int perSecond, Map<String, Long> committed) {
        int each = facts / WRITERS;
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                var saying = relays.saying(writer);
                running.add(writers.submit(() -> write(saying, each, (double) perSecond / WRITERS, committed)));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A writer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while measuring", e);
        }
        return each * WRITERS;
    }

    private static void write(Saying saying, int facts, double perSecond, Map<String, Long> committed) {
        List<String> families = new ArrayList<>();
        for (int i = 0; i < FAMILIES_FOR_EACH; i++) {
            families.add(UUID.randomUUID().toString());
        }
        long begun = System.nanoTime();
        for (int i = 0; i < facts; i++) {
            if (perSecond > 0) {
                long meant = begun + (long) (i * 1e9 / perSecond);
                for (long now = System.nanoTime(); now < meant; now = System.nanoTime()) {
                    LockSupport.parkNanos(meant - now);
                }
            }
            // three in a row of one family, then the next
            var family = families.get(i / 3 % FAMILIES_FOR_EACH);
            int number = i / 3 / FAMILIES_FOR_EACH * 3 + i % 3 + 1;
            saying.say(new Said(family, number, CONTENT));
            committed.put(Ear.name(family, number), System.currentTimeMillis());
        }
    }

    private static double[] onTheWay(Map<String, Long> committed, Map<String, Long> writtenAt) {
        return committed.entrySet().stream()
                .filter(one -> writtenAt.containsKey(one.getKey()))
                // a relay may be quicker than the writer's own look at the clock
                .mapToDouble(one -> Math.max(0, writtenAt.getOrDefault(one.getKey(), 0L) - one.getValue()))
                .sorted()
                .toArray();
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
