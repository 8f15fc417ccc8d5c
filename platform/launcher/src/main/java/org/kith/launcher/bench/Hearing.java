package org.kith.launcher.bench;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;
import org.kith.platform.outbox.Parts;

/**
 * What hearing costs, without the front door: the facts that a referral and its acceptance lead to are put in the journal of
 * referral-service as they would be by its own hand, and the other services hear them, place the families, ask for specialists
 * and count. Counted are cores and statements, which a busy machine does not change; a JVM for each part.
 */
public final class Hearing {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final String COUNCIL = "E10000017";

    private static final int AT_ONCE = 500;

    /** What each family's worries call for, in turn: two workers, one, one, none; as the letters of the other bench. */
    private static final List<List<String>> NEEDED = List.of(
            List.of("DOMESTIC_ABUSE_SURVIVOR", "DOMESTIC_ABUSE_PERPETRATOR"),
            List.of("SUBSTANCE_MISUSE"),
            List.of("MENTAL_HEALTH"),
            List.of());

    private final MeasuredKith kith;
    private final Report report;
    private final Path statements;

    private Hearing(KithHome home, Ports ports, Clock clock, Consumer<String> say) {
        this.kith = new MeasuredKith(new KithHome(home.folder().resolve("bench").resolve("kith")), ports);
        var folder = home.folder().resolve("bench").resolve("hearing");
        this.report = new Report(folder, clock.instant(), say);
        this.statements = folder.resolve("statements.txt");
    }

    /**
     * How much is measured.
     *
     * @param processes whether each part has a JVM of its own, to see which takes what
     * @param warmUp families before the first measured one
     * @param families all at once, measured while they are worked off
     * @param paced how long families come one by one afterwards, for how soon a fact is heard
     * @param perSecond how many of those a second
     */
    public record Plan(boolean processes, int warmUp, int families, Duration paced, int perSecond) {}

    /** Measures, says, and keeps what was measured under the home's folder {@code bench/hearing}. */
    public static void run(KithHome home, Ports ports, Plan plan, Clock clock, Consumer<String> say) {
        var hearing = new Hearing(home.prepare(), ports, clock, say);
        hearing.kith.afresh();
        try {
            hearing.startCounting(plan.processes());
            hearing.measure(plan);
        } finally {
            hearing.kith.close();
        }
    }

    /** PostgreSQL counts statements only if it was started so. */
    private void startCounting(boolean processes) {
        kith.start(processes);
        kith.countStatements();
        kith.start(processes);
        counters("create extension if not exists pg_stat_statements");
    }

    private void measure(Plan plan) {
        try (var databases = new Databases(kith.ports());
                var town = new Town(kith, databases);
                var referral = Databases.superuser(kith.ports(), Part.REFERRAL.database())) {
            town.prepare();
            var families = new Families(referral, areas(databases));
            databases.awaitQuiet(LIMIT);
            idle();
            families.say(plan.warmUp());
            databases.awaitQuiet(LIMIT);
            // the same for each run, not whatever the server has gathered by then
            Databases.SERVICES.forEach(part -> databases.run(part, "analyze"));
            drain(plan, databases, families);
            paced(plan, databases, families);
        } catch (SQLException e) {
            throw new Obstacle("The database did not take it: " + e.getMessage(), "See ./kith status", e);
        }
        report.keep();
    }

    private void idle() {
        report.heading("With nothing to do");
        var before = Usage.of(kith);
        var rest = Duration.ofSeconds(20);
        forget();
        LockSupport.parkNanos(rest.toNanos());
        var used = Usage.of(kith).since(before);
        used.millis().forEach((who, millis) -> {
            if (millis >= rest.toMillis() / 10_000.0) {
                report.add(Line.plain(
                        "idle." + name(who), who, millis / rest.toMillis() * 1_000, "core-ms", "each second"));
            }
        });
        report.add(
                Line.plain("idle.all", "all of it", used.total() / rest.toMillis() * 1_000, "core-ms", "each second"));
        for (var part : Databases.SERVICES) {
            report.add(Line.plain(
                    "idle.statements." + part.database(),
                    "statements in " + part.configuration(),
                    counted(part, false) / (double) rest.toSeconds(),
                    "",
                    "each second"));
        }
    }

    private void drain(Plan plan, Databases databases, Families families) {
        report.heading(String.format(
                Locale.ROOT, "%,d families said at once, until everybody has heard all", plan.families()));
        forget();
        var before = Usage.of(kith);
        long begun = System.nanoTime();
        int children = families.say(plan.families());
        databases.awaitQuiet(LIMIT);
        double seconds = (System.nanoTime() - begun) / 1e9;
        var used = Usage.of(kith).since(before);
        used.millis().forEach((who, millis) -> {
            if (millis / plan.families() >= 0.02) {
                report.add(Line.plain("hearing." + name(who), who, millis / plan.families(), "core-ms", "each family"));
            }
        });
        report.add(Line.plain("hearing.all", "all of it", used.total() / plan.families(), "core-ms", "each family"));
        report.add(Line.plain("hearing.child", "  for each child", used.total() / children, "core-ms", ""));
        for (var part : Databases.SERVICES) {
            report.add(Line.plain(
                    "hearing.statements." + part.database(),
                    "statements in " + part.configuration(),
                    counted(part, true) / (double) plan.families(),
                    "",
                    "each family"));
        }
        report.add(new Line("hearing.rate", "Families heard", plan.families() / seconds, "a second", "", null, false));
        report.note("Load average " + Machine.load() + "; statements in " + statements);
    }

    /** From a fact's recorded time to when outcomes-service heard it, while families come one by one. */
    private void paced(Plan plan, Databases databases, Families families) {
        if (plan.perSecond() == 0) {
            return;
        }
        report.heading(plan.perSecond() + " families a second, one by one");
        var since = Instant.now(Clock.systemUTC());
        OpenLoop.run(plan.perSecond(), plan.paced(), (number, meant) -> families.say(1));
        databases.awaitQuiet(LIMIT);
        for (double share : new double[] {0.5, 0.99}) {
            int percent = (int) Math.round(share * 100);
            report.add(Line.plain(
                    "hearing.age.p" + percent,
                    "From placed to counted, p" + percent,
                    (double) databases.number(
                            Part.OUTCOMES,
                            "select coalesce(round(1000 * extract(epoch from percentile_cont(" + share
                                    + ") within group (order by heard_at - recorded_at))), 0)::bigint from heard_fact"
                                    + " where publisher = 'allocation' and recorded_at > '" + since + "'"),
                    "ms",
                    ""));
        }
    }

    private void forget() {
        counters("select pg_stat_statements_reset()");
    }

    private void counters(String statement) {
        try (var server = Databases.superuser(kith.ports(), "postgres");
                var sql = server.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new Obstacle("PostgreSQL does not count: " + e.getMessage(), "See ./kith status", e);
        }
    }

    /** Statements of a service and its relay since they were last forgotten; told one by one in the file. */
    private long counted(Part part, boolean told) {
        var asked = Asked.of(kith.ports()).by(part).toList();
        if (told) {
            var lines = asked.stream()
                    .map(one -> String.format(
                            Locale.ROOT,
                            "%-18s %9d calls %10.1f ms  %s",
                            one.getKey().role(),
                            one.getValue().calls(),
                            one.getValue().millis(),
                            one.getKey().text()))
                    .toList();
            try {
                Files.createDirectories(statements.getParent());
                Files.write(statements.resolveSibling(part.database() + "-" + statements.getFileName()), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return asked.stream().mapToLong(one -> one.getValue().calls()).sum();
    }

    private static String name(String who) {
        return who.replaceAll("[^A-Za-z_]+", "-");
    }

    private static List<String> areas(Databases databases) {
        var areas = databases.texts(
                Part.ALLOCATION,
                "select distinct area_code from team_area where council = '" + COUNCIL + "' order by 1");
        if (areas.isEmpty()) {
            throw new Obstacle("No team has an area", "The county of the demo is missing");
        }
        return areas;
    }

    /** New families, each with one referral that was received and accepted, as the journal of referral-service tells them. */
    private static final class Families {

        private static final String SAY = """
                with said as (
                    select * from unnest(?::text[], ?::int[], ?::text[], ?::text[]) as f (family, part, received, accepted)),
                head as (
                    insert into stream_head (council, key, topic, part, last_seq, last_at)
                    select ?, family, 'kith.referrals', part, 2, clock_timestamp() from said),
                fact as (
                    insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id,
                        acted_by, recorded_at)
                    select uuidv7(), ?, family, seq, type, 'kith.referrals', part, payload, family, 'bench', clock_timestamp()
                    from said cross join lateral (values (1, 'referral.received.v1', received),
                        (2, 'referral.accepted.v1', accepted)) as facts (seq, type, payload)
                    returning event_id, part, key, seq)
                insert into outbox_queue (part, event_id) select part, event_id from fact order by seq""";

        private final Connection referral;
        private final List<String> areas;
        private int next;

        Families(Connection referral, List<String> areas) {
            this.referral = referral;
            this.areas = areas;
        }

        /** Says so many, and how many children they have. */
        synchronized int say(int families) {
            int children = 0;
            for (int left = families; left > 0; left -= AT_ONCE) {
                children += sayTogether(Math.min(left, AT_ONCE));
            }
            return children;
        }

        private int sayTogether(int families) {
            var keys = new String[families];
            var parts = new Integer[families];
            var received = new String[families];
            var accepted = new String[families];
            int children = 0;
            for (int i = 0; i < families; i++) {
                int number = next++;
                var family = UuidCreator.getTimeOrderedEpoch();
                keys[i] = family.toString();
                parts[i] = Parts.of(COUNCIL, keys[i]);
                var of = Stream.generate(UuidCreator::getTimeOrderedEpoch)
                        .limit(Letters.children(number))
                        .toList();
                children += of.size();
                var referralId = UuidCreator.getTimeOrderedEpoch();
                received[i] = received(referralId, family, of);
                accepted[i] = accepted(referralId, family, of, number);
            }
            try (var insert = referral.prepareStatement(SAY)) {
                insert.setArray(1, referral.createArrayOf("text", keys));
                insert.setArray(2, referral.createArrayOf("int", parts));
                insert.setArray(3, referral.createArrayOf("text", received));
                insert.setArray(4, referral.createArrayOf("text", accepted));
                insert.setString(5, COUNCIL);
                insert.setString(6, COUNCIL);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new Obstacle("The journal did not take it: " + e.getMessage(), "See ./kith status", e);
            }
            return children;
        }

        private static String received(UUID referral, UUID family, List<UUID> children) {
            var now = Instant.now(Clock.systemUTC());
            return """
                    {"referralId":"%s","familyId":"%s","childIds":%s,"sourceCode":"6","immediateDanger":false,\
                    "receivedAt":"%s","decisionDueAt":"%s"}""".formatted(referral, family, json(children), now, now.plus(Duration.ofDays(1)));
        }

        private String accepted(UUID referral, UUID family, List<UUID> children, int number) {
            var now = Instant.now(Clock.systemUTC());
            var area = areas.get(number % areas.size());
            return """
                    {"referralId":"%s","familyId":"%s","provisionalFamilyId":"%s","childIds":%s,"areaCode":"%s",\
                    "districtCode":"%s","addressProtected":false,"neededDisciplines":%s,"immediateDanger":false,\
                    "receivedAt":"%s","acceptedAt":"%s"}""".formatted(
                            referral,
                            family,
                            family,
                            json(children),
                            area,
                            area.substring(0, area.indexOf(':')),
                            json(NEEDED.get(number % NEEDED.size())),
                            now,
                            now);
        }

        private static String json(List<?> values) {
            return IntStream.range(0, values.size())
                    .mapToObj(i -> "\"" + values.get(i) + "\"")
                    .toList()
                    .toString();
        }
    }
}
