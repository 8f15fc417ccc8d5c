package org.kith.launcher.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    private static final long FIRST_NUMBER = 10_000_000;

    private final Web web;
    private final Tokens tokens;
    private final Receipts receipts;
    private final long seed;
    private final Letters letters;
    private final AtomicLong number = new AtomicLong(FIRST_NUMBER);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Duration> dangers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> breaches = new ConcurrentLinkedQueue<>();

    Flood(Web web, Tokens tokens, Receipts receipts, long seed) {
        this.web = web;
        this.tokens = tokens;
        this.receipts = receipts;
        this.seed = seed;
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
                        send(false, nothingElse);
                    }
                });
            }
            senders.execute(() -> {
                while (Instant.now().isBefore(until)) {
                    send(true, nothingElse);
                    rest();
                }
            });
        }
        var sorted = dangers.stream().sorted().toList();
        if (nothingElse && !sorted.isEmpty()) {
            var late = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
            if (late.compareTo(DANGER_LIMIT) > 0) {
                breaches.add("R10 a child in danger waited " + late.toMillis() + " ms for a receipt");
            }
            counts.put("flood-danger-slowest-ms", (int) sorted.getLast().toMillis());
        }
        return new ArrayList<>(breaches);
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_DANGERS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(boolean danger, boolean nothingElse) {
        long mine = number.getAndIncrement();
        var letter = letters.worry(mine, mine).letter();
        letter.put("immediateDanger", danger);
        var key = "campaign-" + seed + "-" + mine;
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
        counts.merge("flood-" + (danger ? "danger-" : "") + reply.status(), 1, Integer::sum);
        if (reply.isGood()) {
            receipts.keep(new Receipt(key, reply.text("reference"), reply.text("receiptToken"), danger));
            if (danger) {
                dangers.add(reply.took());
            }
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
