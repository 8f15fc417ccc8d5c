package org.kith.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.faults.FailpointReached;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.kith.platform.outbox.FaultyRelays.Design;
import org.kith.platform.outbox.FaultyRelays.Said;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The bugs that other outboxes had, by their numbers in {@code docs/faults.md}. Each script runs against the design that has
 * the bug and against ours, with one check for both: it finds the fault there, and nothing here.
 */
class OutboxBugsTest {

    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");

    private static ServiceDatabase database;
    private static HikariDataSource asApp;
    private static HikariDataSource asRelay;
    private static JdbcTemplate owner;
    private static JdbcOutbox outbox;
    private static FaultyRelays faulty;

    private final List<Said> committed = new CopyOnWriteArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    /** What a check finds in what was published, beside what was committed. */
    private record Findings(int lost, int reordered, int phantoms) {

        static final Findings NONE = new Findings(0, 0, 0);

        static Findings in(Collection<Said> committed, List<Said> published) {
            var firsts = new ArrayList<>(new LinkedHashMap<>(published.stream()
                            .collect(LinkedHashMap<Said, Boolean>::new, (m, s) -> m.putIfAbsent(s, true), Map::putAll))
                    .keySet());
            var lost = new HashSet<>(committed);
            firsts.forEach(lost::remove);
            var phantoms = new HashSet<>(firsts);
            phantoms.removeAll(new HashSet<>(committed));
            int reordered = 0;
            var highest = new LinkedHashMap<String, Long>();
            for (var said : firsts) {
                if (said.version() < highest.getOrDefault(said.key(), 0L)) {
                    reordered++;
                }
                highest.merge(said.key(), said.version(), Math::max);
            }
            return new Findings(lost.size(), reordered, phantoms.size());
        }
    }

    /** A clock that a test moves. */
    private static final class HandClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

        void move(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Keeps what arrives; refuses or holds back receipts where a test says so. */
    private static final class Broker implements RelayBroker {

        private final List<Said> arrived = new CopyOnWriteArrayList<>();
        private Predicate<Said> takes = said -> true;
        private final AtomicBoolean holdsBack = new AtomicBoolean();
        private final List<CompletableFuture<Void>> heldBack = new CopyOnWriteArrayList<>();

        @Override
        public List<CompletableFuture<Void>> send(List<UnsentFact> facts) {
            return facts.stream().map(this::send).toList();
        }

        private CompletableFuture<Void> send(UnsentFact fact) {
            var said = new Said(fact.key(), fact.sequence());
            if (!takes.test(said)) {
                return CompletableFuture.failedFuture(new IllegalStateException("refused"));
            }
            arrived.add(said);
            var receipt = new CompletableFuture<Void>();
            if (holdsBack.get()) {
                heldBack.add(receipt);
            } else {
                receipt.complete(null);
            }
            return receipt;
        }

        void goOn() {
            holdsBack.set(false);
            heldBack.forEach(receipt -> receipt.complete(null));
        }

        @Override
        public void startAfresh() {
            heldBack.clear();
        }
    }

    /** Our store, that lets a test look on. */
    private static class WatchedStore implements RelayStore {

        private final RelayStore store = new PostgresRelayStore(asRelay);
        private final List<Said> left = new CopyOnWriteArrayList<>();
        private Runnable afterReading = () -> {};

        @Override
        public Map<Integer, Long> lease(String owner, Duration length) {
            return store.lease(owner, length);
        }

        @Override
        public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
            var found = store.lowestUnsent(parts, limit);
            var once = afterReading;
            afterReading = () -> {};
            once.run();
            return found;
        }

        @Override
        public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
            sent.forEach(fact -> left.add(new Said(fact.key(), fact.sequence())));
            return store.remove(owner, epochs, sent);
        }

        @Override
        public void leave(String owner) {
            store.leave(owner);
        }
    }

    /** Our relay with its broker, moved on by hand. */
    private static final class OurRelay {

        private final HandClock clock = new HandClock();
        private final WatchedStore store = new WatchedStore();
        private final Broker broker = new Broker();
        private final Relay relay;

        OurRelay(String name) {
            this.relay = new Relay(name, store, broker, clock, LEASE);
        }

        Relay.Round round() {
            try {
                return relay.round();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        List<Said> published() {
            return broker.arrived;
        }
    }

    @BeforeAll
    static void prepare() throws Exception {
        database = Landscape.kitDatabase("bugs");
        owner = Landscape.owner(database);
        owner.execute(FaultyRelays.TABLES);
        owner.execute("grant select, insert, update, delete on faulty_log, faulty_cached to " + database.app());
        asApp = pool(database.app(), 12);
        asRelay = pool(database.relay(), 6);
        outbox = new JdbcOutbox("referral", new Statements(asApp, () -> null), Clock.systemUTC(), () -> null, () -> {});
        faulty = new FaultyRelays(new JdbcTemplate(asApp));
    }

    private static HikariDataSource pool(String role, int size) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(database.url());
        settings.setUsername(role);
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(size);
        settings.setMinimumIdle(1);
        return new HikariDataSource(settings);
    }

    @BeforeEach
    void empty() {
        owner.execute("truncate faulty_log, faulty_cached restart identity");
        owner.execute("truncate outbox_queue, outbox_relay restart identity");
        owner.execute("update outbox_part set owner = null, until = '-infinity'");
    }

    @AfterEach
    void closeSessions() {
        Failpoint.order("");
        sessions.forEach(Session::close);
    }

    @AfterAll
    static void close() {
        asRelay.close();
        asApp.close();
    }

    @Test
    void b01_a_row_that_commits_late_is_not_passed_over() {
        var theirs = faulty.cursorOnId();
        var ours = new OurRelay("ours");
        var published = new ArrayList<Said>();
        var slow = session().begin();
        var quick = session().begin();

        say(slow, "slow");
        say(quick, "quick");
        quick.commit();
        published.addAll(theirs.look());
        ours.round();
        slow.commit();
        published.addAll(theirs.look());
        ours.round();

        assertThat(Findings.in(committed, published)).isEqualTo(new Findings(1, 0, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b02_a_row_with_a_newer_transaction_and_a_lower_id_is_not_passed_over() {
        var theirs = faulty.guardAndCursorOnId();
        var ours = new OurRelay("ours");
        var published = new ArrayList<Said>();
        var older = session().begin();
        var newer = session().begin();
        takeTransactionId(older);
        takeTransactionId(newer);

        say(newer, "newer");
        say(older, "older");
        older.commit();
        await().atMost(Duration.ofSeconds(10)).until(() -> published.addAll(theirs.look()));
        ours.round();
        newer.commit();
        seenByTheGuard();
        published.addAll(theirs.look());
        ours.round();

        assertThat(Findings.in(committed, published)).isEqualTo(new Findings(1, 0, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b03_the_order_of_transactions_is_not_the_order_of_a_family() {
        var theirs = faulty.guardAndCursorOnTransaction();
        var ours = new OurRelay("ours");
        var older = session().begin();
        var newer = session().begin();
        takeTransactionId(older);
        takeTransactionId(newer);

        say(newer, "family");
        newer.commit();
        say(older, "family");
        older.commit();
        seenByTheGuard();
        ours.round();

        assertThat(Findings.in(committed, theirs.look())).isEqualTo(new Findings(0, 1, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b04_a_writer_that_takes_very_long_is_still_published() {
        var theirs = faulty.gapWait(5);
        var ours = new OurRelay("ours");
        var published = new ArrayList<Said>();
        var slow = session().begin();
        var quick = session().begin();

        say(slow, "slow");
        say(quick, "quick");
        quick.commit();
        for (int minute = 0; minute < 10; minute++) {
            published.addAll(theirs.look());
            ours.clock.move(Duration.ofMinutes(1));
            ours.round();
        }
        slow.commit();
        published.addAll(theirs.look());
        ours.round();

        assertThat(Findings.in(committed, published)).isEqualTo(new Findings(1, 0, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b05_a_writer_in_a_neighbours_database_does_not_hold_us_up() throws Exception {
        var theirs = faulty.guardAndCursorOnTransaction();
        var ours = new OurRelay("ours");
        var neighbour = Landscape.database("neighbour");

        try (var idle = DriverManager.getConnection(neighbour.url(), neighbour.owner(), neighbour.password());
                var statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            var session = session().begin();
            say(session, "family");
            session.commit();

            assertThat(Findings.in(committed, theirs.look())).isEqualTo(new Findings(1, 0, 0));
            ours.round();
            assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
            assertThat(unsent()).isZero();
            idle.rollback();
        }
    }

    @Test
    void b06_two_relays_do_not_overtake_each_other() throws Exception {
        sayAndCommit("family", "family");
        var published = new ArrayList<Said>();
        var first = session().begin();
        var second = session().begin();
        var claimedByFirst = first.run(faulty::claimSkippingLocked);
        published.add(second.run(faulty::claimSkippingLocked));
        second.commit();
        published.add(claimedByFirst);
        first.commit();

        var one = new OurRelay("one");
        var other = new OurRelay("other");
        one.broker.holdsBack.set(true);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var underWay = thread.submit(one::round);
            await().atMost(Duration.ofSeconds(10)).until(() -> one.published().size() == 2);
            sayAndCommit("family");
            other.round();
            one.broker.goOn();
            underWay.get(20, TimeUnit.SECONDS);
        }
        one.round();
        other.round();

        assertThat(Findings.in(committed.subList(0, 2), published)).isEqualTo(new Findings(0, 1, 0));
        assertThat(Findings.in(committed, together(one, other))).isEqualTo(Findings.NONE);
        assertThat(unsent()).isZero();
    }

    private static List<Said> together(OurRelay one, OurRelay other) {
        var all = new ArrayList<>(one.published());
        all.addAll(other.published());
        return all;
    }

    @Test
    void b07_a_fact_that_fails_is_not_overtaken() {
        sayAndCommit("family", "family");
        Supplier<Predicate<Said>> failsTheFirstThreeTimes = () -> {
            var failures = new int[] {0};
            return said -> said.version() != 1 || failures[0]++ >= 3;
        };
        var theirs = faulty.backOff(failsTheFirstThreeTimes.get(), 1);
        var ours = new OurRelay("ours");
        ours.broker.takes = failsTheFirstThreeTimes.get();

        var published = new ArrayList<Said>();
        for (int look = 0; look < 10; look++) {
            published.addAll(theirs.look());
        }
        for (int round = 1; round <= 3; round++) {
            ours.round();
            assertThat(ours.store.left).as("round %d", round).isEmpty();
            assertThat(unsent()).isEqualTo(2);
        }
        ours.round();

        assertThat(Findings.in(committed, published)).isEqualTo(new Findings(0, 1, 0));
        assertThat(Findings.in(committed, ours.store.left)).isEqualTo(Findings.NONE);
        assertThat(unsent()).isZero();
    }

    @Test
    void b08_numbers_are_not_taken_in_stock() {
        var ours = new OurRelay("ours");
        // two sessions on two connections take turns at one family
        var one = session().begin();
        var other = session().begin();
        sayAndKeepCached(one);
        one.begin();
        sayAndKeepCached(other);
        sayAndKeepCached(one);
        ours.round();

        assertThat(Findings.in(committed, faulty.byCachedId().look())).isEqualTo(new Findings(0, 1, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
        assertThat(owner.queryForObject(
                        "select seqcache from pg_sequence where seqrelid = pg_get_serial_sequence('outbox_queue', 'id')::regclass",
                        Long.class))
                .isEqualTo(1);
    }

    private void sayAndKeepCached(Session session) {
        var said = say(session, "family");
        session.run(() -> {
            faulty.keepCached(said.key(), said.version());
            return true;
        });
        session.commit();
    }

    @Test
    void b09_clocks_that_disagree_do_not_reorder_a_family() {
        var theirs = faulty.byTime();
        var ours = new OurRelay("ours");
        for (int seconds : new int[] {90, -90, 0}) {
            var session = session().begin();
            say(session, "family", Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
            session.commit();
        }
        ours.round();

        assertThat(Findings.in(committed, theirs.look()).reordered()).isPositive();
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b10_what_is_only_in_memory_is_lost_with_it_or_said_of_nothing() {
        var inMemory = new ArrayList<Said>();
        var ours = new OurRelay("ours");
        var givesUp = session().begin();
        inMemory.add(sayOnly(givesUp, "gives up"));
        givesUp.rollBack();
        assertThat(Findings.in(committed, inMemory)).isEqualTo(new Findings(0, 0, 1));
        ours.round();
        assertThat(ours.published()).isEmpty();

        var commits = session().begin();
        inMemory.add(say(commits, "commits"));
        commits.commit();
        // the process ends here, before it said anything; another begins
        inMemory.clear();
        var afterwards = new OurRelay("afterwards");
        ours.relay.leave();
        afterwards.round();

        assertThat(Findings.in(committed, inMemory)).isEqualTo(new Findings(1, 0, 0));
        assertThat(Findings.in(committed, afterwards.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b11_a_fault_after_the_commit_loses_nothing() {
        var theirs = new ArrayList<Said>();
        var ours = new OurRelay("ours");
        Failpoint.order("command.after-commit:throw");
        var session = session().begin();
        var said = say(session, "family");
        session.run(() -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    theirs.add(said);
                }
            });
            return true;
        });

        try {
            session.commit();
        } catch (FailpointReached crashed) {
            assertThat(Failpoint.allHappened()).isTrue();
        }
        ours.round();

        assertThat(Findings.in(committed, theirs)).isEqualTo(new Findings(1, 0, 0));
        assertThat(Findings.in(committed, ours.published())).isEqualTo(Findings.NONE);
    }

    @Test
    void b16_a_snapshot_that_stays_open_slows_nothing_and_leaves_no_bloat() throws Exception {
        int facts = 20_000;
        var ours = new OurRelay("ours");
        ours.round();
        try (var reader = DriverManager.getConnection(database.url(), database.owner(), database.password());
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("select count(*) from outbox_queue");
            fill(facts);
            while (ours.round().busy()) {
                assertThat(ours.published()).isNotEmpty();
            }
            owner.update("update faulty_log set sent = true");

            sayAndCommit("late");
            long began = System.nanoTime();
            ours.round();
            var took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(ours.published()).hasSize(facts + 1);
            assertThat(took).isLessThan(Duration.ofSeconds(1));
            reader.rollback();
        }
        owner.execute("vacuum outbox_queue");
        owner.execute("vacuum faulty_log");

        assertThat(bytesOf("faulty_log")).isGreaterThan(1_000_000);
        assertThat(bytesOf("outbox_queue")).isLessThan(100_000);
    }

    private static void fill(int facts) {
        owner.update("""
                with fact as (
                    insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id, acted_by, recorded_at)
                    select gen_random_uuid(), 'E10000017', 'bulk ' || i, 1, 'referral.received.v1', 'kith.referrals', i % 32, '{}', 'x', 'x', now()
                    from generate_series(1, ?) i returning part, event_id)
                insert into outbox_queue (part, event_id) select part, event_id from fact""", facts);
        owner.update(
                "insert into faulty_log (key, version, said_at) select 'bulk ' || i, 1, now() from generate_series(1, ?) i",
                facts);
    }

    private static long bytesOf(String table) {
        Long bytes = owner.queryForObject("select pg_relation_size(?::regclass)", Long.class, table);
        return bytes == null ? -1 : bytes;
    }

    @Test
    void b17_a_lease_neither_leaks_through_a_pool_nor_vanishes_with_a_connection() throws Exception {
        try (var pool = pool(database.relay(), 1)) {
            var jdbc = new JdbcTemplate(pool);
            // two relays of one process, each through the pool
            var firstHas = jdbc.queryForObject("select pg_try_advisory_lock(17)", Boolean.class);
            var secondHas = jdbc.queryForObject("select pg_try_advisory_lock(17)", Boolean.class);
            assertThat(firstHas).isTrue();
            assertThat(secondHas)
                    .as("leaked to whoever gets the connection next")
                    .isTrue();
            dropConnections(pool);
            assertThat(jdbc.queryForObject(
                            "select count(*) from pg_locks where locktype = 'advisory' and objid = 17", Long.class))
                    .as("vanished while its holder believes in it")
                    .isZero();

            var store = new PostgresRelayStore(pool);
            var held = store.lease("first", Duration.ofSeconds(2));
            assertThat(store.lease("second", Duration.ofSeconds(2))).isEmpty();
            dropConnections(pool);
            assertThat(store.lease("second", Duration.ofMillis(1))).isEmpty();
            assertThat(held).hasSize(32);
            // a holder that is cut off for good loses its parts when the lease ends
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> store.lease("third", Duration.ofSeconds(30)).size() == 32);
        }
    }

    private static void dropConnections(HikariDataSource pool) {
        new JdbcTemplate(new DriverManagerDataSource(database.url(), database.relay(), database.password()))
                .queryForList(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = ? and pid <> pg_backend_pid() and state = 'idle'",
                        database.relay());
        pool.getHikariPoolMXBean().softEvictConnections();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (var connection = pool.getConnection()) {
                return connection.isValid(2);
            }
        });
    }

    @Test
    void b18_a_relay_that_wakes_after_its_lease_says_nothing_again() {
        sayAndCommit("family", "family");

        // the one without a fence reads, stands still, and goes on as if nothing were
        var theirs = new Broker();
        var theirStore = new PostgresRelayStore(asRelay);
        var parts = List.copyOf(theirStore.lease("zombie", LEASE).keySet());
        var read = theirStore.lowestUnsent(parts, 10);
        steal("zombie");
        var successor = new OurRelay("successor");
        successor.round();
        var ignored = theirs.send(read);
        assertThat(theirs.arrived).as("said again by the one that slept").hasSize(2);
        successor.relay.leave();

        sayAndCommit("family");
        var sleeper = new OurRelay("sleeper");
        var awake = new OurRelay("awake");
        sleeper.store.afterReading = () -> {
            sleeper.clock.move(LEASE.multipliedBy(2));
            steal("sleeper");
            awake.round();
        };
        sleeper.round();

        assertThat(sleeper.published()).isEmpty();
        assertThat(Findings.in(committed.subList(2, 3), awake.published())).isEqualTo(Findings.NONE);
        assertThat(unsent()).isZero();
    }

    @Test
    void the_experiment_of_all_designs_on_one_load() throws Exception {
        var published = new LinkedHashMap<Design, List<Said>>();
        var cursor = faulty.cursorOnId();
        var transaction = faulty.guardAndCursorOnTransaction();
        published.put(cursor, new CopyOnWriteArrayList<>());
        published.put(transaction, new CopyOnWriteArrayList<>());
        var ours = List.of(new OurRelay("one"), new OurRelay("other"));
        var goesOn = new AtomicBoolean(true);
        var dice = new Random(20261123);
        var keys = IntStream.range(0, 8).mapToObj(i -> "family " + i).toList();

        try (var readers = Executors.newFixedThreadPool(4);
                var writers = Executors.newFixedThreadPool(5)) {
            published.forEach((design, list) -> readers.execute(() -> {
                while (goesOn.get()) {
                    list.addAll(design.look());
                }
            }));
            ours.forEach(relay -> readers.execute(() -> {
                while (goesOn.get()) {
                    relay.clock.move(Duration.ofMillis(5));
                    relay.round();
                }
            }));
            for (int i = 0; i < 600; i++) {
                var key = keys.get(dice.nextInt(keys.size()));
                long seed = dice.nextLong();
                writers.execute(() -> write(key, new Random(seed)));
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> unsent() == 0);
            seenByTheGuard();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            Findings.in(committed, published.get(transaction)).lost() == 0);
            goesOn.set(false);
        }

        var together = new ArrayList<Said>();
        ours.forEach(relay -> together.addAll(relay.published()));
        assertThat(Findings.in(committed, published.get(cursor)).lost())
                .as("B1")
                .isPositive();
        assertThat(Findings.in(committed, published.get(transaction)).reordered())
                .as("B3")
                .isPositive();
        assertThat(Findings.in(committed, together).lost()).isZero();
        assertThat(Findings.in(committed, together).phantoms()).isZero();
        ours.forEach(relay ->
                assertThat(Findings.in(Set.of(), relay.published()).reordered()).isZero());
    }

    /** One transaction as the experiment has it: it takes its number early, dawdles, and sometimes gives up. */
    private void write(String key, Random random) {
        try (var session = new Session(new JdbcTransactionManager(asApp))) {
            session.begin();
            takeTransactionId(session);
            LockSupport.parkNanos(random.nextInt(3_000_000));
            var said = sayOnly(session, key);
            LockSupport.parkNanos(random.nextInt(3_000_000));
            if (random.nextInt(10) == 0) {
                session.rollBack();
            } else {
                session.commit();
                committed.add(said);
            }
        }
    }

    private Session session() {
        var session = new Session(new JdbcTransactionManager(asApp));
        sessions.add(session);
        return session;
    }

    private void sayAndCommit(String... keys) {
        for (var key : keys) {
            var session = session().begin();
            say(session, key);
            session.commit();
        }
    }

    /** Says a fact of a family that is going to be committed. */
    private Said say(Session session, String name) {
        return say(session, name, Clock.systemUTC());
    }

    private Said say(Session session, String name, Clock clock) {
        var said = sayOnly(session, name, clock);
        committed.add(said);
        return said;
    }

    private Said sayOnly(Session session, String name) {
        return sayOnly(session, name, Clock.systemUTC());
    }

    private Said sayOnly(Session session, String name, Clock clock) {
        var writer = clock.equals(Clock.systemUTC())
                ? outbox
                : new JdbcOutbox("referral", new Statements(asApp, () -> null), clock, () -> null, () -> {});
        return session.run(() -> {
            var family = UUID.fromString(keyOf(name));
            var fact = new ReferralReceivedV1(
                    UUID.randomUUID(), family, List.of(), "2A", false, Instant.now(), Instant.now());
            long version = Council.in(LANCASHIRE, () -> {
                long next = writer.nextSequence(family.toString());
                writer.announce(fact);
                return next;
            });
            faulty.keep(family.toString(), version, clock.instant());
            return new Said(family.toString(), version);
        });
    }

    private final Map<String, UUID> ids = new ConcurrentHashMap<>();

    /** The family of that name in this test. */
    private String keyOf(String name) {
        return ids.computeIfAbsent(name, any -> UUID.randomUUID()).toString();
    }

    private static void takeTransactionId(Session session) {
        session.run(() -> new JdbcTemplate(asApp).queryForList("select pg_current_xact_id()"));
    }

    /** Waits until no transaction that is older than now is open anywhere, so that the guard lets all through. */
    private static void seenByTheGuard() {
        var now = owner.queryForObject("select pg_current_xact_id()::text", String.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Boolean.TRUE.equals(owner.queryForObject(
                        "select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8", Boolean.class, now)));
    }

    private static void steal(String holder) {
        owner.update("update outbox_part set until = clock_timestamp() - interval '1 second' where owner = ?", holder);
        owner.update("delete from outbox_relay where owner = ?", holder);
    }

    private static long unsent() {
        return owner.query("select count(*) from outbox_queue", (row, number) -> row.getLong(1))
                .getFirst();
    }
}
