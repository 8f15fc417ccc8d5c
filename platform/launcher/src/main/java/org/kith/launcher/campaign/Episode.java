package org.kith.launcher.campaign;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.campaign.Results.Result;
import org.kith.launcher.machine.Obstacle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One seed: load, what goes wrong meanwhile, healing, rest, and the checks. */
final class Episode {

    private static final Logger LOG = LoggerFactory.getLogger(Episode.class);

    /** After this everybody who refers must have a receipt, and everything said must be heard. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(90);

    /** With fewer an episode says nothing of what happens to those who refer. */
    private static final int LEAST_RECEIPTS = 12;

    private static final Duration HALT_LIMIT = Duration.ofSeconds(15);

    /** A killed hearer's partitions are given to the next only after its session is over, and then facts have to come. */
    private static final Duration HALT_LIMIT_IN_TURN = Duration.ofSeconds(45);

    /** What a process says that halted at a failpoint. */
    private static final Integer HALTED = 137;

    private static final Duration LOOK = Duration.ofMillis(400);

    private static final Duration DRAIN_LOOK = Duration.ofMillis(100);

    /** A relay looks for its broker at least every five seconds, and its client then finds out who leads. */
    private static final Duration FIRST_LEAVES_WITHIN = Duration.ofSeconds(20);

    /** What waited during an outage leaves so many times as fast as it came. */
    private static final int DRAINS_FASTER = 5;

    private final Campaign campaign;
    private final Load load;
    private final long seed;
    private final List<Fault> faults;
    private final Duration loadFor;
    private final boolean replayed;
    private final boolean inTurn;
    private final List<String> skipped = new CopyOnWriteArrayList<>();
    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> floods = new ConcurrentHashMap<>();

    /**
     * Prepares an episode with so long a load, in which each fault happens at its time.
     *
     * @param replayed whether everything is heard again from the beginning at the end (I14)
     */
    Episode(Campaign campaign, long seed, List<Fault> faults, Duration loadFor, boolean replayed) {
        this(campaign, seed, faults, loadFor, replayed, false);
    }

    private Episode(
            Campaign campaign, long seed, List<Fault> faults, Duration loadFor, boolean replayed, boolean inTurn) {
        this.campaign = campaign;
        this.load = campaign.load(seed);
        this.seed = seed;
        this.faults = faults;
        this.loadFor = loadFor;
        this.replayed = replayed;
        this.inTurn = inTurn;
    }

    /** An episode in which one fault follows the other, with load until the last is over. */
    static Episode inTurn(Campaign campaign, long seed, List<Fault> faults) {
        return new Episode(campaign, seed, faults, Duration.ZERO, false, true);
    }

    Result play() {
        long begun = System.nanoTime();
        var cluster = campaign.cluster();
        int killsBefore = cluster.kills();
        long factsBefore = facts();
        load.begin();
        if (inTurn) {
            faults.forEach(this::happen);
            load.end();
        } else {
            var running = new ArrayList<Thread>();
            for (var fault : faults) {
                running.add(Thread.ofPlatform()
                        .daemon()
                        .name("fault-" + fault.word())
                        .start(() -> happen(fault)));
            }
            pause(loadFor);
            running.forEach(Episode::join);
            loadUntilItCounts();
            load.end();
        }
        cluster.deadByThemselves().forEach(member -> breaches.add(member.word() + " ended by itself"));
        boolean outage = faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.OUTAGE);
        if (outage) {
            load.acts().forEach((act, count) -> {
                if (act.startsWith("intake-")) {
                    breaches.add("R9 with the broker away intake answered " + act + " " + count + " times");
                }
            });
            drain();
        }
        heal();
        load.settle(settleLimit());
        breaches.addAll(load.breaches());
        try {
            rest();
            check();
            if (replayed && breaches.isEmpty()) {
                hearEverythingAgain();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.error("The checks could not be made", e);
            breaches.add("The checks could not be made: " + e);
        }
        var acts = new TreeMap<>(floods);
        load.acts().forEach((act, count) -> acts.put(act, count.get()));
        return new Result(
                seed,
                faults.stream().map(Fault::word).toList(),
                List.copyOf(skipped),
                cluster.kills() - killsBefore,
                load.taken(),
                facts() - factsBefore,
                since(begun).toSeconds(),
                acts,
                List.copyOf(breaches));
    }

    /** On a machine that is slow to come back hardly anybody may have got through so far, and the episode would show little. */
    private void loadUntilItCounts() {
        long begun = System.nanoTime();
        while (load.taken() < LEAST_RECEIPTS && since(begun).compareTo(SETTLE_LIMIT) < 0) {
            pause(LOOK);
        }
    }

    /**
     * The broker is back after an outage: what waited leaves much faster than it came. Each relay looks for a broker every few
     * seconds only, so the rate of each service counts from when its own first row left.
     */
    private void drain() {
        try (var databases = new Databases(campaign.cluster())) {
            var queues = new ArrayList<Queue>();
            for (var member : Member.WITH_JOURNALS) {
                long waits = databases.unsent(member);
                if (waits > 0) {
                    queues.add(new Queue(member, waits));
                }
            }
            campaign.cluster().start(Member.BROKER, Map.of());
            long back = System.nanoTime();
            do {
                for (var queue : queues) {
                    queue.look(databases.unsent(queue.member));
                }
                pause(DRAIN_LOOK);
            } while (queues.stream().anyMatch(queue -> queue.left > 0)
                    && since(back).compareTo(settleLimit()) < 0);
            long waited = queues.stream().mapToLong(queue -> queue.waited).sum();
            floods.put("outage-rows-waited", (int) waited);
            floods.put("outage-drained-in-ms", (int) since(back).toMillis());
            for (var queue : queues) {
                double came = queue.waited * 1000.0 / loadFor.toMillis();
                floods.put("outage-" + queue.member.word() + "-rows-a-second", (int) queue.rowsASecond());
                floods.put("outage-" + queue.member.word() + "-first-left-after-ms", (int) queue.firstAfter(back));
                if (queue.firstAfter(back) > FIRST_LEAVES_WITHIN.toMillis()) {
                    breaches.add(String.format(
                            Locale.ROOT,
                            "R9 %s sent nothing for %d s with the broker back",
                            queue.member.word(),
                            queue.firstAfter(back) / 1000));
                }
                if (queue.rowsASecond() < came * DRAINS_FASTER) {
                    breaches.add(String.format(
                            Locale.ROOT,
                            "R9 after the outage %.1f rows a second left %s, and %.1f had come",
                            queue.rowsASecond(),
                            queue.member.word(),
                            came));
                }
            }
        } catch (SQLException | Obstacle e) {
            breaches.add("R9 the outboxes could not be watched: " + e.getMessage());
        }
    }

    /** What waits in a service's outbox when the broker comes back. */
    private static final class Queue {

        private final Member member;
        private final long waited;
        private long left;
        private long flowing;
        private long last;

        Queue(Member member, long waited) {
            this.member = member;
            this.waited = waited;
            this.left = waited;
        }

        void look(long now) {
            if (left == 0) {
                return;
            }
            last = System.nanoTime();
            if (now >= waited || flowing == 0) {
                flowing = last;
            }
            left = now;
        }

        /** Milliseconds from a moment to when the first row was seen to have left; to the last look if none has. */
        long firstAfter(long moment) {
            return Math.max(0, (flowing - moment) / 1_000_000);
        }

        double rowsASecond() {
            return (waited - Math.min(left, waited)) * 1e9 / Math.max(last - flowing, 1_000_000);
        }
    }

    /** After a long load there is more to settle. */
    private Duration settleLimit() {
        return loadFor.compareTo(SETTLE_LIMIT) > 0 ? loadFor : SETTLE_LIMIT;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    // ---- what goes wrong

    private void happen(Fault fault) {
        pause(Duration.ofMillis(fault.afterMillis()));
        LOG.info("Seed {}: {}", seed, fault);
        var cluster = campaign.cluster();
        try {
            switch (fault.kind()) {
                case KILL -> {
                    cluster.kill(fault.member());
                    pause(Duration.ofMillis(fault.forMillis()));
                    cluster.start(fault.member(), Map.of());
                }
                case PAUSE -> {
                    cluster.pause(fault.member());
                    pause(Duration.ofMillis(fault.forMillis()));
                    cluster.goOn(fault.member());
                }
                case HOSTILE -> {
                    campaign.topics().readOn();
                    campaign.hostile().volley(new SplittableRandom(seed * 17 + fault.amount()), fault.amount());
                }
                case DISK -> fillDisk(fault);
                case CLOCK -> moveClock(fault);
                case FORK -> {
                    campaign.topics().readOn();
                    campaign.wounds().fork(new SplittableRandom(seed * 19), fault.amount());
                }
                case POISON -> campaign.wounds().poison();
                case HALT -> halt(fault);
                case OUTAGE -> {
                    cluster.kill(Member.BROKER);
                    pause(loadFor.minus(Duration.ofMillis(200)));
                }
                case FLOOD, OVERLOAD -> flood(fault);
            }
        } catch (Obstacle e) {
            // a server that is away may keep another from starting; healing tries again
            LOG.info("{} did not go as planned: {}", fault, e.getMessage());
        } catch (SQLException | RuntimeException e) {
            LOG.info("{} did not go as planned", fault, e);
        }
    }

    private void fillDisk(Fault fault) {
        var cluster = campaign.cluster();
        if (!cluster.disks().has(fault.member())) {
            skipped.add(fault.word());
            return;
        }
        // what cannot write may give up, and is started again when there is room
        cluster.mayDie(fault.member());
        cluster.disks().fill(fault.member());
        pause(Duration.ofMillis(fault.forMillis()));
        cluster.disks().free(fault.member());
        cluster.start(fault.member(), Map.of());
    }

    private void moveClock(Fault fault) {
        var clocks = campaign.cluster().clocks();
        if (!clocks.canMove()) {
            skipped.add(fault.word());
            return;
        }
        // what lets a clock be moved makes a process slow, so it has it from here on only
        campaign.cluster().kill(fault.member());
        campaign.cluster().start(fault.member(), clocks.environment(fault.member()));
        clocks.set(fault.member(), fault.amount());
        pause(Duration.ofMillis(fault.forMillis()));
        clocks.set(fault.member(), 0);
    }

    /** Starts the service with orders to halt, and again without when it has. */
    private void halt(Fault fault) {
        var cluster = campaign.cluster();
        var member = fault.member();
        cluster.kill(member);
        cluster.mayDie(member);
        started(() -> {
            try {
                cluster.startThatMayDie(member, Map.of("KITH_FAILPOINTS", fault.point() + ":halt:" + fault.amount()));
            } catch (Obstacle haltedEarly) {
                LOG.info("{} halted before it was ready", member);
            }
        });
        var limit = Instant.now().plus(inTurn ? HALT_LIMIT_IN_TURN : HALT_LIMIT);
        while (cluster.isAlive(member) && Instant.now().isBefore(limit)) {
            pause(LOOK);
        }
        if (Objects.equals(cluster.exitCode(member), HALTED)) {
            cluster.countKill();
        } else {
            // no fact came that way
            skipped.add(fault.word() + Fault.NOT_REACHED);
            cluster.kill(member);
        }
        started(() -> cluster.start(member, Map.of()));
    }

    /** Where one fault follows the other nothing else is asked for meanwhile, or a start takes most of a minute on two cores. */
    private void started(Runnable start) {
        if (inTurn) {
            load.hold();
        }
        try {
            start.run();
        } finally {
            load.goOn();
        }
    }

    private void flood(Fault fault) {
        var flood = new Flood(campaign.web(), campaign.tokens(), campaign.receipts(), seed);
        var length = Duration.ofMillis(fault.forMillis());
        breaches.addAll(
                fault.kind() == Fault.Kind.OVERLOAD
                        ? flood.overload(fault.amount(), length)
                        : flood.pour(fault.amount(), length, faults.size() == 1));
        flood.counts().forEach((answer, count) -> floods.merge(answer, count, Integer::sum));
    }

    // ---- and what makes it good

    private void heal() {
        try {
            campaign.cluster().heal();
        } catch (RuntimeException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            LOG.error("Not healed", e);
            breaches.add("Not everything could be started again: " + cause.getMessage());
        }
        try {
            campaign.wounds().heal();
        } catch (SQLException | RuntimeException e) {
            LOG.error("Not healed", e);
            breaches.add("A parked stream could not be replayed: " + e.getMessage());
        }
    }

    /** Waits until everything said is heard and nothing moves; goes on after the limit, for the checks to say what is wrong. */
    private void rest() throws SQLException {
        var limit = Instant.now().plus(settleLimit());
        int still = 0;
        long before = -1;
        while (Instant.now().isBefore(limit)) {
            try (var databases = new Databases(campaign.cluster())) {
                campaign.topics().readOn();
                long facts = databases.facts();
                boolean quiet = databases.unsent() == 0
                        && databases.unread(campaign.topics().ends()) == 0
                        && databases.number(Member.OUTCOMES, "select count(*) from unfolded_delta") == 0
                        && databases.number(
                                        Member.OUTCOMES, "select count(*) from figure_total where value <> said_value")
                                == 0
                        && facts == before;
                before = facts;
                still = quiet ? still + 1 : 0;
                if (still >= 2 && checked(databases).isEmpty()) {
                    return;
                }
            }
            pause(LOOK);
        }
    }

    private List<String> checked(Databases databases) throws SQLException {
        var found = new Invariants(databases, campaign.topics(), campaign.receipts()).check();
        // what the topics told is told once
        found.stream().filter(breach -> breach.startsWith("I13")).forEach(breaches::add);
        return found;
    }

    private void check() throws SQLException {
        try (var databases = new Databases(campaign.cluster())) {
            campaign.topics().readOn();
            for (var breach : checked(databases)) {
                if (!breaches.contains(breach)) {
                    breaches.add(breach);
                }
            }
        }
    }

    /** I14: everything from the first record again, and not a row may differ. */
    private void hearEverythingAgain() throws SQLException {
        var cluster = campaign.cluster();
        Map<String, String> before;
        try (var databases = new Databases(cluster)) {
            before = databases.digests();
        }
        for (var member : cluster.withJournals()) {
            cluster.kill(member);
        }
        try (var databases = new Databases(cluster)) {
            for (var member : Member.WITH_JOURNALS) {
                databases.change(member, "update inbox_offset set next_offset = 0");
            }
        }
        heal();
        rest();
        try (var databases = new Databases(cluster)) {
            var after = databases.digests();
            before.forEach((table, digest) -> {
                var now = after.get(table);
                if (!digest.equals(now)) {
                    breaches.add("I14 " + table + " differs after everything was heard again: " + digest + " was, "
                            + now + " is");
                }
            });
        }
    }

    private long facts() {
        try (var databases = new Databases(campaign.cluster())) {
            return databases.facts();
        } catch (SQLException e) {
            throw new Obstacle("The journals cannot be counted: " + e.getMessage(), "See the logs", e);
        }
    }

    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped", "Go on with it: ./kith campaign --resume", e);
        }
    }
}
