package org.kith.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several relays on one real queue, with a broker that can be slow, stuck or away. */
class RelayTest {

    private static final Duration LEASE = Duration.ofMillis(1200);
    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");

    private ServiceDatabase database;
    private HikariDataSource asApp;
    private HikariDataSource asRelay;
    private JdbcOutbox outbox;
    private TransactionTemplate transaction;
    private final List<RunningRelay> relays = new ArrayList<>();
    private final List<UnsentFact> arrived = new CopyOnWriteArrayList<>();

    /** Keeps what arrives; can hold back its receipts or refuse. */
    private final class TrickyBroker implements RelayBroker {

        private volatile boolean stuck;
        private volatile boolean away;
        private final List<CompletableFuture<Void>> heldBack = new CopyOnWriteArrayList<>();
        private final Random random = new Random(7);

        @Override
        public List<CompletableFuture<Void>> send(List<UnsentFact> facts) {
            return facts.stream().map(this::send).toList();
        }

        private CompletableFuture<Void> send(UnsentFact fact) {
            if (away) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            LockSupport.parkNanos(random.nextInt(200_000));
            var receipt = new CompletableFuture<Void>();
            if (stuck) {
                heldBack.add(receipt);
            }
            arrived.add(fact);
            if (!stuck) {
                receipt.complete(null);
            }
            return receipt;
        }

        void goOn() {
            stuck = false;
            heldBack.forEach(receipt -> receipt.complete(null));
        }

        @Override
        public void startAfresh() {
            heldBack.clear();
        }
    }

    private final class RunningRelay {

        private final Relay relay;
        private final TrickyBroker broker = new TrickyBroker();
        private volatile boolean running = true;
        private final Thread thread;

        RunningRelay(String name) {
            relay = new Relay(name, new PostgresRelayStore(asRelay), broker, Clock.systemUTC(), LEASE);
            thread = Thread.ofPlatform().daemon().name(name).start(() -> {
                while (running) {
                    try {
                        if (!relay.round().busy()) {
                            LockSupport.parkNanos(5_000_000);
                        }
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }

        /** Ends without giving its parts back, as a killed process does. */
        void crash() throws InterruptedException {
            running = false;
            thread.interrupt();
            thread.join(2_000);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        database = Landscape.kitDatabase("relay");
        asApp = pool(database.app(), 8);
        asRelay = pool(database.relay(), 6);
        outbox = new JdbcOutbox("referral", new Statements(asApp, () -> null), Clock.systemUTC(), () -> null, () -> {});
        transaction = new TransactionTemplate(new JdbcTransactionManager(asApp));
    }

    private HikariDataSource pool(String role, int size) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(database.url());
        settings.setUsername(role);
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(size);
        return new HikariDataSource(settings);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var relay : relays) {
            relay.broker.goOn();
            relay.crash();
        }
        asRelay.close();
        asApp.close();
    }

    @Test
    void three_relays_and_hasty_writers_keep_every_stream_in_order() throws Exception {
        var families = families(8);
        start(3);

        long committed = write(families, 40, 4);

        awaitEmptyQueue();
        assertThat(arrived.stream().map(UnsentFact::eventId).distinct().count()).isEqualTo(committed);
        everyStreamIsInOrder();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> relays.stream()
                        .map(relay -> relay.relay.heldParts().size())
                        .allMatch(held -> held >= 10 && held <= 11));
    }

    @Test
    void parts_of_a_relay_that_died_are_taken_over() throws Exception {
        start(2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> relays.stream()
                        .allMatch(relay -> relay.relay.heldParts().size() == 16));
        var families = families(8);
        relays.getFirst().broker.stuck = true;
        write(families, 5, 2);

        relays.getFirst().crash();
        write(families, 5, 2);

        awaitEmptyQueue();
        everyStreamIsInOrder();
    }

    @Test
    void a_relay_that_stood_still_too_long_harms_nothing() throws Exception {
        start(2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> relays.stream()
                        .allMatch(relay -> relay.relay.heldParts().size() == 16));
        var families = families(8);
        var sleeper = relays.getFirst();
        // sent, but the receipts do not come; the lease lapses because nobody renews it
        sleeper.broker.stuck = true;
        write(families, 5, 2);
        stealPartsOf("relay-0");

        sleeper.broker.goOn();
        write(families, 5, 2);

        awaitEmptyQueue();
        everyStreamIsInOrder();
    }

    @Test
    void what_was_sent_under_a_lost_lease_stays_for_the_new_holder() {
        var store = new PostgresRelayStore(asRelay);
        var epochs = store.lease("first", Duration.ofSeconds(30));
        announce(UUID.randomUUID());
        var unsent = store.lowestUnsent(List.copyOf(epochs.keySet()), 10);
        stealPartsOf("first");
        store.leave("first");
        var newEpochs = store.lease("second", Duration.ofSeconds(30));

        int removedByFirst = store.remove("first", epochs, unsent);
        int removedBySecond = store.remove("second", newEpochs, unsent);

        assertThat(unsent).hasSize(1);
        assertThat(removedByFirst).isZero();
        assertThat(removedBySecond).isEqualTo(1);
    }

    @Test
    void facts_stay_while_the_broker_is_away() {
        start(1);
        var relay = relays.getFirst();
        relay.broker.away = true;
        var family = UUID.randomUUID();

        announce(family);
        announce(family);
        await().pollDelay(Duration.ofMillis(300)).until(() -> unsent() == 2);
        relay.broker.away = false;

        awaitEmptyQueue();
        assertThat(arrived.stream().map(UnsentFact::sequence).toList()).containsExactly(1L, 2L);
    }

    @Test
    void a_late_commit_is_neither_passed_over_nor_in_the_way() {
        start(1);
        var slow = UUID.randomUUID();
        var quick = UUID.randomUUID();

        Council.in(LANCASHIRE, () -> {
            transaction.executeWithoutResult(status -> {
                outbox.announce(received(slow));
                var ignored = CompletableFuture.runAsync(() -> announce(quick)).join();
                await().atMost(Duration.ofSeconds(5)).until(() -> arrived.size() == 1);
            });
            return true;
        });

        await().atMost(Duration.ofSeconds(5)).until(() -> arrived.size() == 2);
        assertThat(arrived.stream().map(UnsentFact::key).toList()).containsExactly(quick.toString(), slow.toString());
    }

    @Test
    void the_queue_numbers_one_by_one() {
        var cache = new JdbcTemplate(asApp)
                .query(
                        "select seqcache from pg_sequence where seqrelid = pg_get_serial_sequence('outbox_queue', 'id')::regclass",
                        (row, number) -> row.getLong(1));

        assertThat(cache).containsExactly(1L);
    }

    private void start(int count) {
        IntStream.range(0, count).forEach(i -> relays.add(new RunningRelay("relay-" + i)));
    }

    private void stealPartsOf(String owner) {
        new JdbcTemplate(asRelay)
                .update(
                        "update outbox_part set until = clock_timestamp() - interval '1 second' where owner = ?",
                        owner);
    }

    private static List<UUID> families(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
    }

    private long write(List<UUID> families, int rounds, int writers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        var committed = new CopyOnWriteArrayList<UUID>();
        for (int round = 0; round < rounds; round++) {
            for (var family : families) {
                boolean givesUp = Math.floorMod(family.hashCode() + round, 10) == 0;
                threads.execute(() -> {
                    Council.in(LANCASHIRE, () -> {
                        transaction.executeWithoutResult(status -> {
                            outbox.announce(received(family));
                            LockSupport.parkNanos(Math.floorMod(family.hashCode(), 3_000_000));
                            if (givesUp) {
                                status.setRollbackOnly();
                            }
                        });
                        return true;
                    });
                    if (!givesUp) {
                        committed.add(family);
                    }
                });
            }
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        return committed.size();
    }

    private void announce(UUID family) {
        Council.in(LANCASHIRE, () -> {
            transaction.executeWithoutResult(status -> outbox.announce(received(family)));
            return true;
        });
    }

    private static ReferralReceivedV1 received(UUID family) {
        return new ReferralReceivedV1(UUID.randomUUID(), family, List.of(), "2A", false, Instant.now(), Instant.now());
    }

    private void awaitEmptyQueue() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> unsent() == 0);
    }

    private long unsent() {
        return new JdbcTemplate(asApp)
                .query("select count(*) from outbox_queue", (row, number) -> row.getLong(1))
                .getFirst();
    }

    /** The first time each fact arrives, all before it have; repeats do no harm. */
    private void everyStreamIsInOrder() {
        var byStream = arrived.stream().collect(Collectors.groupingBy(UnsentFact::key));
        byStream.forEach((stream, facts) -> {
            var firsts = facts.stream().map(UnsentFact::sequence).distinct().toList();
            assertThat(firsts)
                    .as("stream %s", stream)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, firsts.size())
                            .mapToObj(Long::valueOf)
                            .toList());
        });
        assertThat(byStream.keySet()).isNotEqualTo(Set.of());
    }
}
