package org.kith.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.services.Part;

/** A county with as many families as a big one has in years: what another family costs there, and how long pages take. */
final class County {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    /** Of the families that a county has known, few are being worked with. */
    private static final int OPEN_OF = 20;

    private static final double PAGES_A_SECOND = 8;

    private static final Duration PAGES_FOR = Duration.ofSeconds(60);

    private static final int UNDECIDED = 120;

    private static final int SLICES = 3;

    private static final Duration IDLE = Duration.ofSeconds(20);

    /** Statements that are told of when a family costs more. */
    private static final int TOLD = 8;

    private final MeasuredKith kith;
    private final Report report;
    private final int road;
    private final int largest;

    County(MeasuredKith kith, Report report, int road, int largest) {
        this.kith = kith;
        this.report = report;
        this.road = road;
        this.largest = largest;
    }

    void measure() {
        report.heading("A big county: families that went the road, copied in all four databases");
        kith.countStatements();
        kith.start(false);
        try (var databases = new Databases(kith.ports());
                var town = new Town(kith, databases)) {
            town.prepare();
            costs(town, databases);
            pages(town, databases);
            look(databases);
        }
        kith.close();
    }

    private void costs(Town town, Databases databases) {
        // what is done once, and what is compiled on the way, is not the county's doing
        Slice.of(kith, town, databases, road);
        Slice.of(kith, town, databases, road);
        town.closeAllBut(OPEN_OF, databases);
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        Cost first = null;
        try (var county = BigCounty.ofWhatIsThere(kith.ports(), report::note)) {
            for (int size : SIZES.stream().filter(one -> one <= largest).toList()) {
                county.growTo(size);
                databases.awaitQuiet(Slice.QUIET_LIMIT);
                // what copying left to be cleaned up and written down is not the next family's doing
                Databases.SERVICES.forEach(part -> databases.run(part, "vacuum (analyze)"));
                databases.run(Part.REFERRAL, "checkpoint");
                idle(size);
                var cost = cheapest(town, databases);
                add("cost", size, "of the machine", cost.slice.millisEach(), "core-ms", null);
                report.add(Line.plain(
                        "county." + size + ".pace", "  a fixed piece of work then took", cost.pace, "core-ms", ""));
                if (first != null) {
                    report.add(Line.atMost(
                            "county." + size + ".cost.more",
                            "  more than with the fewest, by that piece of work",
                            100 * (cost.paces() / first.paces() - 1),
                            "%",
                            10));
                }
                add("statements", size, "statements", cost.statements(), "", first == null ? null : first.statements());
                if (first == null) {
                    first = cost;
                } else {
                    tell(first, cost);
                }
            }
        }
    }

    /** What is done all the time, whoever comes: it is in every figure, and may grow with the county. */
    private void idle(int size) {
        var before = Usage.of(kith);
        Machine.rest(IDLE);
        report.add(Line.plain(
                "county." + size + ".idle",
                String.format(Locale.ROOT, "With nothing to do, %,d families known", size),
                Usage.of(kith).since(before).total() / IDLE.toSeconds(),
                "core-ms",
                "each second"));
    }

    /** Of a few slices the one that cost least: what else the machine does only adds. */
    private Cost cheapest(Town town, Databases databases) {
        var costs = new ArrayList<Cost>();
        for (int i = 0; i < SLICES; i++) {
            double pace = Machine.pace();
            var before = Asked.of(kith.ports());
            var slice = Slice.of(kith, town, databases, road);
            var asked = Asked.of(kith.ports()).since(before);
            costs.add(new Cost(slice, asked, (pace + Machine.pace()) / 2));
        }
        report.note(costs.stream()
                .map(cost -> String.format(
                        Locale.ROOT,
                        "%.1f core-ms at %.0f in %.1f s",
                        cost.slice.millisEach(),
                        cost.pace,
                        cost.slice.seconds()))
                .collect(Collectors.joining(", ", "Slices: ", "")));
        return Collections.min(costs, Comparator.comparingDouble(Cost::paces));
    }

    /**
     * What another family took, and what was asked for it.
     *
     * @param pace what a fixed piece of work took just before and after
     */
    private record Cost(Slice slice, Asked asked, double pace) {

        double paces() {
            return slice.millisEach() / pace;
        }

        double statements() {
            return (double) asked.calls() / slice.families();
        }
    }

    /** Where the difference lies: a figure that is missed is looked into with these. */
    private void tell(Cost first, Cost now) {
        report.note("Core-ms each, and with the fewest:");
        now.slice.usage().millis().forEach((who, millis) -> {
            double then = first.slice.usage().millis().getOrDefault(who, 0.0) / first.slice.families();
            report.note(String.format(Locale.ROOT, "  %-34s %6.2f %6.2f", who, millis / now.slice.families(), then));
        });
        report.note("Statements that became dearer, for a family:");
        now.asked
                .dearerThan(first.asked, first.slice.families(), now.slice.families(), TOLD)
                .forEach(report::note);
    }

    private void add(String key, int size, String what, double value, String unit, @Nullable Double first) {
        report.add(Line.plain(
                "county." + size + "." + key,
                String.format(Locale.ROOT, "Another family with %,d in the databases, %s", size, what),
                value,
                unit,
                "each"));
        if (first != null) {
            report.add(Line.atMost(
                    "county." + size + "." + key + ".more",
                    "  more than with the fewest",
                    100 * (value / first - 1),
                    "%",
                    10));
        }
    }

    private void pages(Town town, Databases databases) {
        long people = databases.number(Part.REFERRAL, "select count(*) from person");
        report.note(String.format(
                Locale.ROOT, "Pages and reads with %,d people, %.0f a second in turn", people, PAGES_A_SECOND));
        var waiting = town.undecided(UNDECIDED, new Letters()::ofFamily);
        databases.awaitQuiet(Slice.QUIET_LIMIT);
        var reads = new Latencies();
        var looks = new Reads(town, waiting);
        var opened = new Latencies();
        var failed = new AtomicInteger();
        try (var pages = Pages.ofACounty(kith, town, databases, waiting.getFirst())) {
            // each page once, so that no template is read for the first time while it is measured
            pages.openEach().forEach(report::note);
            town.failures();
            failed.addAndGet(OpenLoop.run(PAGES_A_SECOND, PAGES_FOR, (number, meant) -> {
                if (!pages.open(number)) {
                    failed.incrementAndGet();
                }
                opened.add(System.nanoTime() - meant);
            }));
            failed.addAndGet(OpenLoop.run(PAGES_A_SECOND, PAGES_FOR, (number, meant) -> {
                if (!looks.read(number)) {
                    failed.incrementAndGet();
                }
                reads.add(System.nanoTime() - meant);
            }));
            report.add(Line.plain("county.page.p50", "A page of the gateway, p50", opened.at(0.5), "ms", ""));
            report.add(Line.atMost("county.page.p99", "A page of the gateway, p99", opened.at(0.99), "ms", 150));
            report.add(Line.plain("county.read.p50", "A read of a service, p50", reads.at(0.5), "ms", ""));
            report.add(Line.atMost("county.read.p99", "A read of a service, p99", reads.at(0.99), "ms", 150));
            report.add(Line.atMost("county.failed", "Pages and reads that failed", failed.get(), "", 0));
            town.failures().forEach(failure -> report.note("failed: " + failure));
            pages.each().forEach(report::note);
            looks.slowest().forEach(report::note);
        }
    }

    /** What the services themselves say of the copies: no stream stands still, and no fact is parked. */
    private void look(Databases databases) {
        long standing = 0;
        for (var part : Databases.SERVICES) {
            standing += databases.number(
                    part,
                    "select (select count(*) from inbox_stream where state <> 'OK') + (select count(*) from inbox_parked)");
        }
        report.add(Line.atMost("county.standing", "Streams that stand still afterwards", (double) standing, "", 0));
    }
}
