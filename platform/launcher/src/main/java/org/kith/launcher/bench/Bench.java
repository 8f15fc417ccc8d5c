package org.kith.launcher.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/**
 * Measures every figure of the design on this machine, in one run: a Kith of its own in a folder of its own is started with the
 * usual command, put under load through its own doors, and thrown away.
 */
public final class Bench {

    /** Referrals of children in England in a year, by the Department for Education. */
    private static final int CHILDREN_OF_ENGLAND = 632_830;

    private static final int LOOKS_A_SECOND = 3;

    private static final int LOOKS_BEFORE = 10;

    private static final Duration LOOKED_FOR_WITHIN = Duration.ofMinutes(1);

    private final Plan plan;
    private final Report report;
    private final MeasuredKith kith;
    private final KithHome home;

    private Bench(KithHome home, Ports ports, Plan plan, Clock clock, Consumer<String> say) {
        this.plan = plan;
        this.home = home;
        this.kith = new MeasuredKith(new KithHome(home.folder().resolve("bench").resolve("kith")), ports);
        var folder = home.folder().resolve("bench");
        // a part alone is compared with parts, not with whole runs
        this.report = new Report(plan.isWhole() ? folder : folder.resolve("part"), clock.instant(), say);
    }

    /** What can be measured by itself. */
    public enum Section {
        /** What people come for, walked in a browser, and when pages are first painted. */
        JOURNEYS,
        /** As many families as go, as fast as they go, and starting again afterwards. */
        ROAD,
        /** How long things take at half of what the road carries. */
        HALF_LOAD,
        /** Accepting beside pgbench, and the outbox beside the broker's own producer test. */
        LIMITS,
        /** What a family costs when more are there, all of them let through the doors. */
        GROWTH,
        /** A JVM for each part, to see which takes what. */
        BUDGET,
        /** What a family costs, and how long pages take, in a county of many copied families. */
        COUNTY
    }

    /**
     * How much is measured.
     *
     * @param acceptance how long referrals are sent as fast as they are taken
     * @param road how many families go the whole road as fast as it goes
     * @param halfLoad how long at half of that
     * @param sizes at how many families the cost of one is measured; the first is also the warm-up; none where nothing is
     *     put under load
     * @param facts in the queue that the relay empties
     * @param county the most families in the databases of the big county
     * @param sections what is measured besides starting and memory
     * @param processes whether each part has a JVM of its own, to see which takes what
     */
    public record Plan(
            Duration acceptance,
            int road,
            Duration halfLoad,
            List<Integer> sizes,
            int facts,
            int county,
            Set<Section> sections,
            boolean processes) {

        private static final int BIG_COUNTY = 100_000;

        boolean isWhole() {
            return sections.contains(Section.ROAD) && sections.contains(Section.LIMITS);
        }

        /** About two minutes of measuring, for trying. */
        public static Plan brief() {
            return new Plan(
                    Duration.ofSeconds(10),
                    300,
                    Duration.ofSeconds(15),
                    List.of(400),
                    20_000,
                    BIG_COUNTY,
                    EnumSet.of(Section.JOURNEYS, Section.ROAD, Section.HALF_LOAD, Section.LIMITS, Section.GROWTH),
                    false);
        }

        /** What is published. */
        public static Plan usual() {
            return new Plan(
                    Duration.ofSeconds(30),
                    1_500,
                    Duration.ofSeconds(45),
                    List.of(1_000, 10_000),
                    100_000,
                    BIG_COUNTY,
                    EnumSet.of(
                            Section.JOURNEYS,
                            Section.ROAD,
                            Section.HALF_LOAD,
                            Section.LIMITS,
                            Section.GROWTH,
                            Section.BUDGET),
                    false);
        }

        /** Up to a hundred thousand families: hours on two cores. */
        public static Plan all() {
            return new Plan(
                    Duration.ofSeconds(60),
                    5_000,
                    Duration.ofSeconds(120),
                    List.of(1_000, 10_000, 100_000),
                    200_000,
                    BIG_COUNTY,
                    EnumSet.allOf(Section.class),
                    false);
        }

        /** Starting, memory and the road alone, to compare two builds or two settings. */
        public static Plan roadAlone(boolean processes) {
            return new Plan(
                    Duration.ZERO,
                    300,
                    Duration.ofSeconds(15),
                    List.of(400),
                    0,
                    BIG_COUNTY,
                    EnumSet.of(Section.ROAD),
                    processes);
        }

        /** What people come for, and when pages are first painted. */
        public static Plan journeysAlone() {
            return new Plan(
                    Duration.ZERO, 0, Duration.ZERO, List.of(), 0, BIG_COUNTY, EnumSet.of(Section.JOURNEYS), false);
        }

        /** The road, and half of it with people looking. */
        public static Plan halfLoadAlone() {
            return new Plan(
                    Duration.ZERO,
                    300,
                    Duration.ofSeconds(45),
                    List.of(400),
                    0,
                    BIG_COUNTY,
                    EnumSet.of(Section.ROAD, Section.HALF_LOAD),
                    false);
        }

        /** Accepting alone, to compare two builds and to see what takes how much of it. */
        public static Plan acceptingAlone(boolean processes) {
            return new Plan(
                    Duration.ofSeconds(30),
                    0,
                    Duration.ZERO,
                    List.of(300),
                    0,
                    BIG_COUNTY,
                    EnumSet.of(Section.LIMITS),
                    processes);
        }

        /** A big county, and what it makes slower. */
        public static Plan countyAlone(int families) {
            return new Plan(
                    Duration.ZERO,
                    200,
                    Duration.ofSeconds(20),
                    List.of(300),
                    0,
                    families,
                    EnumSet.of(Section.COUNTY),
                    false);
        }
    }

    /** Measures, says, and keeps what was measured under the home's folder {@code bench}. */
    public static void run(KithHome home, Ports ports, Plan plan, Clock clock, Consumer<String> say) {
        if (!Usage.isKnown()) {
            throw new Obstacle(
                    "This machine does not say what a process takes of it", "Measure on Linux, or in a container");
        }
        var bench = new Bench(home.prepare(), ports, plan, clock, say);
        bench.kith.afresh();
        try {
            bench.measure();
        } finally {
            bench.kith.close();
        }
    }

    private void measure() {
        sayTheMachine();
        start();
        if (plan.sections().contains(Section.JOURNEYS)) {
            Journeys.measure(kith, report);
        }
        if (!plan.sizes().isEmpty()) {
            underLoad();
        }
        if (plan.sections().contains(Section.ROAD)) {
            startAgain();
        }
        if (plan.sections().contains(Section.BUDGET)) {
            budget();
        }
        if (plan.sections().contains(Section.COUNTY)) {
            county();
        }
        report.keep();
    }

    private void underLoad() {
        try (var databases = new Databases(kith.ports());
                var town = new Town(kith, databases)) {
            town.prepare();
            fill(town, databases, plan.sizes().getFirst());
            if (plan.sections().contains(Section.ROAD)) {
                loads(town, databases);
            } else if (plan.sections().contains(Section.LIMITS)) {
                // what is compiled on the way is not accepting's doing
                var letters = new Letters();
                closedLoop(plan.acceptance(), () -> town.refer(letters::ofTwo));
                databases.awaitQuiet(Slice.QUIET_LIMIT);
                acceptance(town, databases);
            }
        }
    }

    private void loads(Town town, Databases databases) {
        var slice = road(town, databases);
        if (plan.sections().contains(Section.HALF_LOAD)) {
            halfLoad(town, databases, slice.perSecond() / 2);
        }
        if (plan.sections().contains(Section.LIMITS)) {
            acceptance(town, databases);
            drain(databases);
        }
        if (plan.sections().contains(Section.GROWTH)) {
            growth(town, databases, slice.millis() / slice.families());
        }
    }

    private void sayTheMachine() {
        report.heading("The machine");
        report.note(String.format(
                Locale.ROOT,
                "%d cores, %s, load average %s before",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version"),
                Machine.load()));
        report.note(String.format(
                Locale.ROOT,
                "A flush to this disk takes %.2f ms; a commit waits for one, and on a real disk far longer",
                Machine.flushMillis(home.folder())));
        report.note(
                "Everything, the measuring too, shares these cores: read ratios within a run, not rates across machines");
    }

    private void start() {
        report.heading("Starting");
        var first = kith.start(plan.processes());
        report.add(Line.plain(
                "start.new.page", "First start ever, to the first page", first.firstPage(), "s", "makes databases"));
        report.add(Line.plain("start.new.ready", "First start ever, all services ready", first.allReady(), "s", ""));
        Machine.rest(Duration.ofSeconds(5));
        report.add(
                Line.atMost("memory", "Memory of everything, idle with demo data", Usage.megabytes(kith), "MB", 1_500));
    }

    private void startAgain() {
        kith.close();
        report.heading("Starting again, on what was made");
        var again = kith.start(false);
        report.add(Line.atMost("start.page", "./kith up to the first page", again.firstPage(), "s", 15));
        report.add(Line.atMost("start.ready", "./kith up, all services ready", again.allReady(), "s", 30));
        kith.close();
    }

    /** So many families are known to all services then, and what the load runs through is warm. */
    private void fill(Town town, Databases databases, int size) {
        var letters = new Letters();
        for (int left = size - town.accepted(); left > 0; left = size - town.accepted()) {
            town.acceptAll(town.undecided(Math.min(left, Slice.ROUND), letters::ofFamily));
        }
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        // the same upkeep at each size, not whatever happens to run just then
        Databases.SERVICES.forEach(part -> databases.run(part, "analyze"));
    }

    private void acceptance(Town town, Databases databases) {
        report.heading("Accepting referrals: two people, worries, journal, queue and audit");
        var letters = new Letters();
        var latencies = new Latencies();
        var rows = databases.written(Part.REFERRAL);
        long transactions = databases.transactions(Part.REFERRAL);
        var before = Usage.of(kith);
        long begun = System.nanoTime();
        int taken = closedLoop(plan.acceptance(), () -> {
            long sent = System.nanoTime();
            boolean good = town.refer(letters::ofTwo);
            latencies.add(System.nanoTime() - sent);
            return good;
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        var used = Usage.of(kith).since(before);
        double rate = taken / seconds;
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        report.add(new Line("accept.rate", "Referrals accepted over HTTP", rate, "a second", "", null, false));
        report.add(Line.plain("accept.p99", "  the slowest hundredth took", latencies.at(0.99), "ms", "closed loop"));
        report.add(
                Line.plain("accept.cost", "  of the machine", used.total() / taken, "core-ms", "each, all processes"));
        shares("accept", used, taken);
        report.add(Line.plain(
                "accept.transactions",
                "  transactions",
                (double) (databases.transactions(Part.REFERRAL) - transactions) / taken,
                "each",
                "with relay and audit"));
        town.leaveAsideWhatWaits();
        var pgbench = PgBench.find();
        if (pgbench.isEmpty()) {
            report.note("No pgbench on this machine, so its limit is missing: install PostgreSQL's client programs");
            return;
        }
        var limit = pgbench.get().run(kith.ports(), plan.acceptance());
        report.add(new Line(
                "accept.limit",
                "pgbench's transaction with the same rows",
                limit,
                "a second",
                "the limit",
                null,
                false));
        report.add(Line.atLeast("accept.share", "Accepting, of pgbench's rate", 100 * rate / limit, "%", 60));
        PgBench.compareRows(rows, databases.written(Part.REFERRAL), taken).forEach(report::note);
    }

    /** What each part took, where it is enough to be seen. */
    private void shares(String key, Usage used, int each) {
        used.millis().forEach((who, millis) -> {
            if (millis / each >= 0.05) {
                report.add(Line.plain(
                        key + "." + who.replaceAll("[^A-Za-z_]+", "-"), "  " + who, millis / each, "core-ms", "each"));
            }
        });
    }

    private int closedLoop(Duration length, Callable<Boolean> act) {
        long until = System.nanoTime() + length.toNanos();
        var taken = new AtomicInteger();
        try (var clients = Executors.newFixedThreadPool(Town.CLIENTS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < Town.CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    while (System.nanoTime() < until) {
                        if (act.call()) {
                            taken.incrementAndGet();
                        }
                    }
                    return true;
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new Obstacle("A client failed: " + e.getCause(), "See the logs of the measured Kith", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench", e);
        }
        return taken.get();
    }

    private void drain(Databases databases) {
        report.heading("Facts from the outbox to the broker");
        double limit = ProducerBench.run(kith.ports().kafka(), plan.facts());
        double rate = Drain.outbox(databases, plan.facts());
        report.add(new Line(
                "drain.limit",
                "The broker's own producer test, acks=all",
                limit,
                "a second",
                "the limit",
                null,
                false));
        report.add(new Line("drain.rate", "The relay empties its queue", rate, "a second", "", null, false));
        report.add(Line.atLeast("drain.sustained", "  against what was asked of it", rate, "a second", 5_000));
        report.add(
                new Line("drain.share", "The relay, of the producer's rate", 100 * rate / limit, "%", "", null, false));
    }

    /** Families that go the whole road as fast as it goes: received, decided, placed, requested and counted. */
    private Slice road(Town town, Databases databases) {
        report.heading("The whole road: received, decided, placed with a team and requested, counted");
        var slice = Slice.of(kith, town, databases, plan.road());
        shares("road", slice.usage(), slice.families());
        report.add(new Line(
                "road.rate",
                "Families through all four services",
                slice.perSecond(),
                "a second",
                "until all is heard",
                null,
                false));
        report.add(Line.plain(
                "road.cost", "  of the machine", slice.millis() / slice.families(), "core-ms", "each family"));
        report.add(Line.atMost(
                "road.child", "  of the machine, for each child", slice.millis() / slice.children(), "core-ms", 1.9));
        for (var part : Databases.SERVICES) {
            report.add(Line.plain(
                    "road.transactions." + part.database(),
                    "  transactions in " + part.configuration(),
                    slice.transactions().get(Databases.SERVICES.indexOf(part)),
                    "each",
                    ""));
        }
        report.add(Line.atMost(
                "england",
                "England's year, projected from this slice (not run)",
                CHILDREN_OF_ENGLAND / (slice.children() / slice.seconds()) / 60,
                "minutes",
                10));
        report.note(String.format(
                Locale.ROOT,
                "%,d children's referrals of England are about %,d families' at the slice's %.2f children each",
                CHILDREN_OF_ENGLAND,
                Math.round(CHILDREN_OF_ENGLAND / ((double) slice.children() / slice.families())),
                (double) slice.children() / slice.families()));
        return slice;
    }

    private void halfLoad(Town town, Databases databases, double perSecond) {
        report.heading(String.format(
                Locale.ROOT, "At half of that, %.1f families a second, sent whether or not answered", perSecond));
        var letters = new Letters();
        int all = (int) Math.ceil(perSecond * plan.halfLoad().toSeconds()) + 1;
        var waiting = town.undecided(all, letters::ofFamily);
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        var accepted = new Latencies();
        var decided = new Latencies();
        var onBoard = new Latencies();
        var inTray = new Latencies();
        var reads = new Latencies();
        // Kith has run for longer than a minute when people look
        new Reads(town, waiting).ofEachKind(LOOKS_BEFORE);
        var looks = new Reads(town, waiting);
        town.failures();
        var failed = new AtomicInteger();
        // a worker's own look asks for rights and is put on record: a dozen for each family would be a good part of the
        // load
        var teams = new Arrivals(
                query -> databases.texts(Part.ALLOCATION, query),
                "family_place where team_code is not null",
                LOOKED_FOR_WITHIN);
        var trays = new Arrivals(
                query -> databases.texts(Part.SPECIALIST, query),
                "specialist_request where practitioner_id is not null",
                LOOKED_FOR_WITHIN);
        int everyNth = Math.max(1, (int) Math.round(perSecond / LOOKS_A_SECOND));
        var acts = new ArrayList<Runnable>();
        acts.add(() -> failed.addAndGet(OpenLoop.run(perSecond, plan.halfLoad(), (number, meant) -> {
            timed(town.refer(letters::ofFamily), failed, accepted, meant);
        })));
        acts.add(() -> failed.addAndGet(OpenLoop.run(perSecond, plan.halfLoad(), (number, meant) -> {
            var open = waiting.get(number);
            timed(town.accept(open), failed, decided, meant);
            if (number % everyNth == 0) {
                timed(teams.await(open.family()) && looks.seesTeam(open), failed, onBoard, meant);
                if (open.callsForSpecialist()) {
                    timed(trays.await(open.family()) && looks.seesPractitioner(open), failed, inTray, meant);
                }
            }
        })));
        acts.add(() -> failed.addAndGet(OpenLoop.run(Reads.A_SECOND, plan.halfLoad(), (number, meant) -> {
            timed(looks.read(number), failed, reads, meant);
        })));
        var before = Usage.of(kith);
        long begun = System.nanoTime();
        try (teams;
                trays;
                var loops = Executors.newFixedThreadPool(acts.size())) {
            acts.forEach(loops::execute);
        }
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        double seconds = (System.nanoTime() - begun) / 1e9;
        var used = Usage.of(kith).since(before);
        report.add(Line.plain(
                "half.busy",
                "Of the machine taken meanwhile",
                100 * used.total() / 1_000 / seconds / Runtime.getRuntime().availableProcessors(),
                "%",
                "the measuring apart"));
        report.add(Line.plain("half.accept.p50", "Referral sent to receipt, p50", accepted.at(0.5), "ms", ""));
        report.add(Line.plain("half.accept.p99", "Referral sent to receipt, p99", accepted.at(0.99), "ms", ""));
        report.add(Line.atMost("half.board.p50", "Accepted to the team's board, p50", onBoard.at(0.5), "ms", 150));
        report.add(Line.atMost("half.board.p99", "Accepted to the team's board, p99", onBoard.at(0.99), "ms", 1_000));
        report.add(Line.atMost("half.tray.p50", "Accepted to the practitioner's tray, p50", inTray.at(0.5), "ms", 150));
        report.add(
                Line.atMost("half.tray.p99", "Accepted to the practitioner's tray, p99", inTray.at(0.99), "ms", 1_000));
        report.add(Line.plain("half.read.p50", "Page or API read, p50", reads.at(0.5), "ms", ""));
        report.add(Line.atMost("half.read.p99", "Page or API read, p99", reads.at(0.99), "ms", 150));
        report.add(Line.atMost("half.failed", "Requests that failed", failed.get(), "", 0));
        town.failures().forEach(failure -> report.note("failed: " + failure));
        looks.slowest().forEach(report::note);
        report.curve("referral sent to receipt", accepted);
        report.curve("decision sent to answer", decided);
        report.curve("accepted to the team's board", onBoard);
        report.curve("accepted to the practitioner's tray", inTray);
        report.curve("page or API read", reads);
    }

    private static void timed(boolean good, AtomicInteger failed, Latencies latencies, long meant) {
        if (good) {
            latencies.add(System.nanoTime() - meant);
        } else {
            failed.incrementAndGet();
        }
    }

    private void growth(Town town, Databases databases, double first) {
        report.heading("What a family costs when so many are there already");
        for (int size : plan.sizes()) {
            double each = first;
            if (size > plan.sizes().getFirst()) {
                fill(town, databases, size);
                var slice = Slice.of(kith, town, databases, plan.road());
                each = slice.millis() / slice.families();
            }
            report.add(Line.plain(
                    "growth." + size,
                    String.format(Locale.ROOT, "With %,d families known to all services", size),
                    each,
                    "core-ms",
                    "each family, all processes"));
            if (size > plan.sizes().getFirst()) {
                report.add(Line.atMost(
                        "growth." + size + ".more", "  more than with the fewest", 100 * (each / first - 1), "%", 10));
            }
        }
    }

    /** Everything again in a county of many families: first a few go the road, then they are copied. */
    private void county() {
        new County(kith, report, plan.road(), plan.county()).measure();
    }

    private void budget() {
        report.heading("The budget: what each part takes for a family (a JVM for each part)");
        kith.start(true);
        try (var databases = new Databases(kith.ports());
                var town = new Town(kith, databases)) {
            town.prepare();
            Slice.of(kith, town, databases, plan.road());
            var slice = Slice.of(kith, town, databases, plan.road());
            shares("budget", slice.usage(), slice.families());
            report.add(
                    Line.plain("budget.all", "all of it", slice.millis() / slice.families(), "core-ms", "each family"));
        }
        kith.close();
    }
}
