package org.kith.launcher.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.kith.launcher.campaign.Receipts.Receipt;
import org.kith.launcher.campaign.Web.Reply;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Part;

/**
 * More referrals at once than there is room for. Each must be taken and kept, or refused with when to come again; one about a
 * child in danger must be taken.
 */
final class Flood {

    private static final Duration DANGER_LIMIT = Duration.ofSeconds(2);

    private static final Duration BETWEEN_DANGERS = Duration.ofMillis(250);

    private static final int DANGERS_PER_SECOND = 4;

    private static final long FIRST_NUMBER = 10_000_000;

    private final Web web;
    private final Tokens tokens;
    private final Receipts receipts;
    private final Letters letters;
    private final AtomicLong number = new AtomicLong(FIRST_NUMBER);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Duration> dangers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Duration> taken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> breaches = new ConcurrentLinkedQueue<>();

    Flood(Web web, Tokens tokens, Receipts receipts, long seed) {
        this.web = web;
        this.tokens = tokens;
        this.receipts = receipts;
        this.letters = new Letters(seed);
    }

    /**
     * So many clients send as fast as they are answered.
     *
     * @param nothingElse whether nothing else is broken meanwhile, so that silence is a breach too
     * @return what did not hold
     */
    List<String> pour(int clients, Duration length, boolean nothingElse) {
        var until = Instant.now().plus(length);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                senders.execute(() -> {
                    while (Instant.now().isBefore(until)) {
                        send(false, nothingElse, System.nanoTime());
                    }
                });
            }
            senders.execute(() -> {
                while (Instant.now().isBefore(until)) {
                    send(true, nothingElse, System.nanoTime());
                    rest(BETWEEN_DANGERS);
                }
            });
        }
        return found(nothingElse);
    }

    /**
     * So many referrals come each second whether or not those before were answered, and beside them some about a child in danger.
     * Every wait is counted from the moment at which somebody wanted to send.
     *
     * @return what did not hold
     */
    List<String> overload(int perSecond, Duration length) {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor();
                var clocks = Executors.newVirtualThreadPerTaskExecutor()) {
            clocks.execute(() -> arrive(senders, perSecond, length, false));
            clocks.execute(() -> arrive(senders, DANGERS_PER_SECOND, length, true));
        }
        return found(true);
    }

    private void arrive(ExecutorService senders, int perSecond, Duration length, boolean danger) {
        long begun = System.nanoTime();
        long between = Duration.ofSeconds(1).toNanos() / perSecond;
        for (long due = begun; due - begun < length.toNanos(); due += between) {
            long early = due - System.nanoTime();
            if (early > 0) {
                rest(Duration.ofNanos(early));
            }
            long wanted = due;
            senders.execute(() -> send(danger, true, wanted));
        }
    }

    private List<String> found(boolean nothingElse) {
        describe("flood-danger", dangers);
        describe("flood-taken", taken);
        long late = counts.getOrDefault("flood-danger-p99-ms", 0);
        if (nothingElse && late > DANGER_LIMIT.toMillis()) {
            breaches.add("R10 a child in danger waited " + late + " ms for a receipt (p99)");
        }
        return new ArrayList<>(breaches);
    }

    private void describe(String what, Collection<Duration> waits) {
        var sorted = waits.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            counts.put(what + "-p50-ms", at(sorted, 0.5));
            counts.put(what + "-p99-ms", at(sorted, 0.99));
            counts.put(what + "-slowest-ms", (int) sorted.getLast().toMillis());
        }
    }

    private static int at(List<Duration> sorted, double share) {
        return (int) sorted.get((int) Math.ceil(sorted.size() * share) - 1).toMillis();
    }

    private static void rest(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(boolean danger, boolean nothingElse, long wanted) {
        long mine = number.getAndIncrement();
        var letter = letters.worry(mine, mine).letter();
        letter.put("immediateDanger", danger);
        var key = letters.key(mine);
        Reply reply;
        try {
            reply = web.post(
                    Part.REFERRAL,
                    "/referrals",
                    tokens.machine(Load.AGENCY, tokens.agenciesSecret()),
                    letter,
                    Map.of("Idempotency-Key", key));
        } catch (Obstacle noToken) {
            return;
        }
        var waited = Duration.ofNanos(System.nanoTime() - wanted);
        counts.merge("flood-" + (danger ? "danger-" : "") + reply.status(), 1, Integer::sum);
        if (reply.isGood()) {
            receipts.keep(new Receipt(key, reply.text("reference"), reply.text("receiptToken"), danger));
            (danger ? dangers : taken).add(waited);
        } else if (danger && nothingElse) {
            breaches.add("R10 a child in danger was answered " + reply.status());
        } else if (!reply.isHonestRefusal() && nothingElse) {
            breaches.add("R10 too much at once was answered " + reply.status() + " without when to come again");
        }
    }

    /** How often which answer came. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
