package org.kith.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;

/** The demo of one installation: its people, a few families at the first start, and a whole year when asked for. */
public final class Demo implements AutoCloseable {

    /** Always the same county unless another seed is asked for. */
    public static final long SEED = 2025;

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** About forty families of the last six weeks, in two districts with seven teams. */
    private static final int FEW_CHILDREN = 72;

    private static final int FEW_DAYS = 42;

    private static final int FEW_UNDECIDED = 6;

    private static final Map<String, String> FEW_DISTRICTS = Map.of("E07000123", "Preston", "E07000117", "Burnley");

    private static final int SOME_CHILDREN = 300;

    private final Installation installation;
    private final Clock clock;
    private final Doors doors;
    private final Tokens tokens;

    public Demo(Installation installation, Clock clock) {
        this.installation = installation;
        this.clock = clock;
        this.doors = new Doors(installation);
        this.tokens = new Tokens(doors, Secrets.of(installation.home()));
    }

    /** Told what goes on. */
    public interface Watcher {

        /** A sentence worth a line. */
        void said(String text);

        /** How far it is, from 0 to 1, and in words. */
        void progress(double share, String text);
    }

    /** Who can sign in, for people to try: user name and what they are. */
    public static Map<String, String> signIns() {
        var people = new LinkedHashMap<String, String>();
        people.put(Workforce.SCREENING, "screening worker at the front door");
        people.put("manager-t16", "manager of the team Preston East");
        people.put("worker-t16-1", "social worker there");
        people.put("survivor-t16", "domestic abuse practitioner there, for survivors");
        people.put("perpetrator-t16", "domestic abuse practitioner there, for perpetrators");
        people.put("substance-t16", "recovery worker there");
        people.put("mental-t16", "mental health practitioner there");
        people.put(Workforce.DUTY, "allocation duty worker");
        people.put(Workforce.PERFORMANCE, "performance analyst");
        people.put("practice", "practice lead, who sees who looked at a family");
        people.put("admin", "administrator of people and teams");
        return people;
    }

    /** The password that all of them share. */
    public String password() {
        return tokens.peoplesPassword();
    }

    /** A few families, once in the life of the data. */
    public void few(Watcher watcher) {
        var done = installation.home().demo().resolve("few-families-are-in");
        if (Files.exists(done)) {
            return;
        }
        var today = LocalDate.now(clock.withZone(ENGLAND));
        var plan = new CountyPlan(
                SEED,
                FEW_CHILDREN,
                today.minusDays(FEW_DAYS),
                today.minusDays(1),
                Set.copyOf(FEW_DISTRICTS.values()),
                1,
                FEW_UNDECIDED,
                0);
        play(plan, teams(FEW_DISTRICTS.keySet()), watcher);
        try {
            Files.writeString(done, "seed " + SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some more families of the last months, across the county. */
    public void some(long seed, Watcher watcher) {
        var today = LocalDate.now(clock.withZone(ENGLAND));
        play(
                new CountyPlan(
                        seed, SOME_CHILDREN, today.minusDays(90), today.minusDays(1), Set.of(), 2, FEW_UNDECIDED, 0),
                teams(Set.of()),
                watcher);
    }

    /** The year to 31 March 2025: exactly as many referrals of children as were published, and the figures side by side. */
    public void year(long seed, Watcher watcher) {
        var plan = CountyPlan.year(seed, Tables.read());
        play(plan, teams(Set.of()), watcher);
        new CountyFigures(installation.ports(), doors, tokens)
                .besidePublished(plan, Tables.read())
                .forEach(watcher::said);
    }

    private void play(CountyPlan plan, List<String> teams, Watcher watcher) {
        var county = CountyGenerator.draw(plan);
        watcher.said(String.format(
                Locale.ROOT,
                "A made-up county with seed %d: %,d families, %,d referrals of %,d children, %s to %s",
                plan.seed(),
                county.families(),
                county.referrals(),
                county.childrenReferred(),
                plan.from(),
                plan.to()));
        if (county.childrenReferredBefore() > 0) {
            watcher.said(String.format(
                    Locale.ROOT,
                    "and %,d referrals of children in the twelve months before, of those who come back in it",
                    county.childrenReferredBefore()));
        }
        var hired = new AtomicInteger();
        int workers = Workforce.of(teams).size();
        new Workforce(doors, tokens)
                .hire(
                        teams,
                        () -> watcher.progress(
                                0, hired.incrementAndGet() + " of " + workers + " made-up workers are registered"));
        long begun = System.nanoTime();
        var last = new AtomicLong();
        var player = new CountyPlayer(doors, tokens, county, clock, (children, month) -> {
            // not more often than a person can read
            long now = System.nanoTime();
            long before = last.get();
            if (now - before > 500_000_000L && last.compareAndSet(before, now)) {
                watcher.progress((double) children / all(county), text(children, county, month, now - begun));
            }
        });
        player.play(teams);
        watcher.progress(1, "");
        watcher.said(String.format(
                Locale.ROOT,
                "%,d referrals of children are in after %s",
                all(county),
                minutes(System.nanoTime() - begun)));
        player.refused()
                .forEach((code, count) -> watcher.said("  " + count + " acts were answered with \"" + code + "\""));
    }

    private static String text(int children, County county, YearMonth month, long nanos) {
        long left = (long) ((double) nanos / children * (all(county) - children));
        return String.format(
                Locale.ROOT,
                "%,d of %,d referrals of children, %s, about %s left",
                children,
                all(county),
                month,
                minutes(left));
    }

    private static int all(County county) {
        return county.childrenReferred() + county.childrenReferredBefore();
    }

    private static String minutes(long nanos) {
        var time = Duration.ofNanos(nanos);
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private List<String> teams(Set<String> districtCodes) {
        var teams = new ArrayList<String>();
        doors.get(Part.ALLOCATION, "/teams", tokens.operator())
                .required()
                .body()
                .forEach(team -> {
                    if (districtCodes.isEmpty()
                            || districtCodes.contains(team.path("districtCode").asString())) {
                        teams.add(team.path("code").asString());
                    }
                });
        return teams;
    }

    @Override
    public void close() {
        doors.close();
    }
}
