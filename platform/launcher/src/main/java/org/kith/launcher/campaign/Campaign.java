package org.kith.launcher.campaign;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import org.kith.launcher.services.Progress;
import org.kith.launcher.streams.StandingStreams;
import org.kith.platform.faults.Failpoint;

/** One long-lived cluster on which seeds are played, one after the other. */
public final class Campaign implements AutoCloseable {

    /** Teams of Preston and Burnley, where the made-up families live. */
    private static final List<String> TEAMS = List.of("T15", "T16", "T17", "T18");

    /** Short, so that a paused process is past them. */
    private static final List<String> SETTINGS = List.of(
            "--spring.cloud.stream.kafka.default.consumer.configuration.max.poll.interval.ms=8000",
            "--spring.cloud.stream.kafka.default.consumer.configuration.session.timeout.ms=6000",
            "--kith.reconcile.every=5s",
            "--kith.gateway.worries.per-address=1000000",
            "--KITH_DIGEST_EVERY=");

    /** Seeds of the episodes that go through the failpoints. */
    private static final long FAILPOINT_SEEDS = 1_000_000;

    private static final long OUTAGE_SEED = 2_000_000;

    private static final long CAPACITY_SEED = 3_000_000;

    private static final long OVERLOAD_SEED = 4_000_000;

    /** Added to a seed that is played with every service twice. */
    private static final long TWICE_SEEDS = 5_000_000;

    /** Load begins this long before a flood, and ends with it. */
    private static final Duration LEAD = Duration.ofSeconds(3);

    private final boolean twice;
    private final Duration loadFor;
    private final int replayEvery;
    private final Cluster cluster;
    private final Doors doors;
    private final Tokens tokens;
    private final Web web;
    private final Topics topics;
    private final Hostile hostile;
    private final Wounds wounds;
    private final Receipts receipts;
    private final Results results;
    private final List<String> knownFamilies = new ArrayList<>();

    /**
     * What to do.
     *
     * @param home a folder that is thrown away unless the campaign is resumed
     * @param resume goes on with the data and results that are there
     * @param twice gives each service that keeps a journal a second instance, and knocks at both in turn
     * @param smallDisks puts database and broker on small disks, where the machine allows it
     * @param loadFor how long there is load in an episode
     * @param replayEvery everything is heard again from the beginning in every so manieth episode; 0 for never
     */
    public record Plan(
            KithHome home,
            Ports ports,
            boolean resume,
            boolean twice,
            boolean smallDisks,
            Duration loadFor,
            int replayEvery) {}

    /** Starts the cluster and hires its made-up workers. */
    public Campaign(Plan plan, Progress progress) {
        this.twice = plan.twice();
        this.loadFor = plan.loadFor();
        this.replayEvery = plan.replayEvery();
        var home = plan.home();
        var installation = new Installation(home, plan.ports());
        cluster = new Cluster(installation, SETTINGS, twice);
        if (!plan.resume()) {
            cluster.clearUp();
            home.delete();
        }
        home.prepare();
        doors = new Doors(installation);
        tokens = new Tokens(doors, Secrets.of(home));
        web = new Web(installation, cluster::door);
        topics = new Topics(cluster.bootstrap());
        hostile = new Hostile(cluster.bootstrap(), topics);
        wounds = new Wounds(cluster, topics, new StandingStreams(doors, tokens));
        receipts = new Receipts(home.folder().resolve("receipts"));
        results = new Results(home.folder().resolve("results.jsonl"));
        try {
            cluster.start(plan.smallDisks(), progress);
            hire();
            if (plan.resume()) {
                healWhatIsLeft();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** An episode in the middle of which a campaign was stopped has healed nothing. */
    private void healWhatIsLeft() {
        wounds.mayBeThere();
        topics.readOn();
        try {
            wounds.heal();
        } catch (SQLException e) {
            throw new Obstacle("What the last episode left could not be healed: " + e.getMessage(), "See the logs", e);
        }
    }

    private void hire() {
        new Workforce(doors, tokens).hire(TEAMS, () -> {});
        doors.post(
                        Part.IDENTITY,
                        "/clients",
                        tokens.operator(),
                        Map.of(
                                "clientId",
                                Load.AGENCY,
                                "secret",
                                tokens.agenciesSecret(),
                                "agency",
                                "POLICE",
                                "council",
                                Workforce.COUNCIL,
                                "scopes",
                                List.of("referrals.write"),
                                "kind",
                                "agency"))
                .required();
    }

    /** Plays a seed; what it gave is on the disk when this comes back. */
    public Outcome play(long seed) {
        return play(
                known(seed),
                Fault.draw(seed, Member.all(twice)),
                replayEvery > 0 && results.seeds().size() % replayEvery == replayEvery - 1);
    }

    /** Halts every service at this point while there is load and the others work. */
    public Outcome halt(Failpoint point) {
        return play(Episode.inTurn(this, seedOf(point), Fault.halts(point, seedOf(point))));
    }

    /** No broker for so long while there is load. */
    public Outcome outage(Duration length) {
        return play(OUTAGE_SEED + length.toSeconds(), Fault.outage(), length, false);
    }

    /** So many referrals at once as there is room for, by clients who wait; answers how many were taken in a second. */
    public Capacity capacity(Duration length) {
        var outcome = play(CAPACITY_SEED, Fault.flood(length), length.plus(LEAD), false);
        return new Capacity(outcome, (int) (outcome.acts().getOrDefault("flood-201", 0) / length.toSeconds()));
    }

    /** So many referrals a second whatever is answered. */
    public Outcome overload(int perSecond, Duration length) {
        return play(OVERLOAD_SEED + perSecond, Fault.overload(perSecond, length), length.plus(LEAD), false);
    }

    /** How many referrals a second are taken when nobody is in a hurry. */
    public record Capacity(Outcome outcome, int perSecond) {}

    /** What can go wrong with a seed. */
    public static List<String> kinds() {
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind != Fault.Kind.OVERLOAD)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether something of one of these kinds goes wrong with a seed. */
    public boolean has(long seed, List<String> kinds) {
        return Fault.draw(seed, Member.all(twice)).stream()
                .anyMatch(fault -> kinds.contains(fault.kind().name().toLowerCase(Locale.ROOT)));
    }

    /** Whether this point was played before. */
    public boolean hasHalted(Failpoint point) {
        return results.seeds().contains(seedOf(point));
    }

    private static long seedOf(Failpoint point) {
        return FAILPOINT_SEEDS + Arrays.asList(Failpoint.values()).indexOf(point);
    }

    /** Plays a seed with these faults and no others. */
    Outcome play(long seed, List<Fault> faults, boolean replayed) {
        return play(seed, faults, loadFor, replayed);
    }

    private Outcome play(long seed, List<Fault> faults, Duration length, boolean replayed) {
        return play(new Episode(this, seed, faults, length, replayed));
    }

    private Outcome play(Episode episode) {
        var result = episode.play();
        results.add(result);
        return new Outcome(result.line(), result.acts(), result.breaches());
    }

    /**
     * What an episode gave.
     *
     * @param line for the table
     * @param acts what was done and refused, by kind
     * @param breaches what did not hold; empty if all is good
     */
    public record Outcome(String line, Map<String, Integer> acts, List<String> breaches) {}

    /** Whether this seed was played before. */
    public boolean hasPlayed(long seed) {
        return results.seeds().contains(known(seed));
    }

    /** What a seed is called among the results: with every service twice it is another episode. */
    private long known(long seed) {
        return twice ? TWICE_SEEDS + seed : seed;
    }

    /** The table's first line. */
    public static String heading() {
        return Results.heading();
    }

    /** Everything so far, in a few lines. */
    public List<String> summary() {
        return results.summary();
    }

    /** Whether any episode so far breached anything. */
    public boolean isBreached() {
        return results.breached() > 0;
    }

    Cluster cluster() {
        return cluster;
    }

    Topics topics() {
        return topics;
    }

    Hostile hostile() {
        return hostile;
    }

    Wounds wounds() {
        return wounds;
    }

    Web web() {
        return web;
    }

    Tokens tokens() {
        return tokens;
    }

    Receipts receipts() {
        return receipts;
    }

    Load load(long seed) {
        return new Load(web, tokens, receipts, TEAMS, knownFamilies, seed);
    }

    @Override
    public void close() {
        web.close();
        doors.close();
        cluster.close();
        receipts.close();
    }
}
