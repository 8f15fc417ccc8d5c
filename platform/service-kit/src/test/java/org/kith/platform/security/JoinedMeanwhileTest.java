package org.kith.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.platform.batches.Batch;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is said of a family while it is being joined into another is found with the one that goes on, whichever of the two
 * transactions came first. Campaign seed 123: two specialists of an absorbed family belonged to nobody any more.
 */
class JoinedMeanwhileTest {

    private static final CouncilCode COUNCIL = new CouncilCode("E10000017");
    private static final Instant AT = Instant.parse("2026-11-28T11:31:32Z");

    private static ServiceDatabase database;

    private final UUID worker = UUID.randomUUID();
    private final UUID barred = UUID.randomUUID();
    private final UUID earlier = UUID.randomUUID();
    private final UUID absorbed = UUID.randomUUID();
    private final UUID survivor = UUID.randomUUID();

    /** How the other transaction learns of the family: as one of a batch, by a person, or under an id it had before. */
    enum Said {
        IN_A_BATCH,
        BY_ITSELF,
        IN_A_BATCH_OF_A_FORMER_ID,
        BY_ITSELF_OF_A_FORMER_ID;

        private boolean inBatch() {
            return this == IN_A_BATCH || this == IN_A_BATCH_OF_A_FORMER_ID;
        }

        private boolean ofFormerId() {
            return this == IN_A_BATCH_OF_A_FORMER_ID || this == BY_ITSELF_OF_A_FORMER_ID;
        }
    }

    @BeforeAll
    static void make_the_tables() throws SQLException {
        database = Landscape.kitDatabase("joinedmeanwhile");
    }

    @BeforeEach
    void an_earlier_family_was_absorbed() throws Exception {
        transaction(involvements -> involvements.joined(absorbed, earlier, AT.minusSeconds(60)), () -> {})
                .get();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_while_a_joining_runs_waits_for_it(Said how) throws Exception {
        var joined = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var joining = transaction(involvements -> involvements.joined(survivor, absorbed, AT), () -> {
            joined.countDown();
            await(go);
        });
        await(joined);

        var saying = transaction(involvements -> say(how, involvements), () -> {});
        waitsOrIsDone(saying);
        go.countDown();
        joining.get();
        saying.get();

        everythingIsWithTheSurvivor();
    }

    @ParameterizedTest
    @EnumSource
    void a_joining_waits_for_what_is_being_said(Said how) throws Exception {
        var said = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var saying = transaction(involvements -> say(how, involvements), () -> {
            said.countDown();
            await(go);
        });
        await(said);

        var joining = transaction(involvements -> involvements.joined(survivor, absorbed, AT), () -> {});
        waitsOrIsDone(joining);
        go.countDown();
        saying.get();
        joining.get();

        everythingIsWithTheSurvivor();
    }

    private void say(Said how, JdbcInvolvements involvements) {
        var family = how.ofFormerId() ? earlier : absorbed;
        Runnable words = () -> {
            involvements.lookUpSurvivors(List.of(family), Set.of());
            involvements.teamOf(family, "T17", AT);
            involvements.began(family, worker, Involvements.As.SPECIALIST, "MENTAL_HEALTH", AT);
            involvements.list(family, AccessLists.of(Set.of(), Set.of(barred)));
        };
        if (how.inBatch()) {
            Batch.run(words);
        } else {
            words.run();
        }
    }

    private void everythingIsWithTheSurvivor() {
        var owner = Landscape.owner(database);
        for (var table : List.of("family_team", "involvement", "exclusion")) {
            assertThat(owner.queryForList(
                            "select family_id from " + table + " where family_id in (?, ?, ?)",
                            UUID.class,
                            survivor,
                            absorbed,
                            earlier))
                    .as(table)
                    .containsExactly(survivor);
        }
    }

    private static CompletableFuture<Boolean> transaction(Consumer<JdbcInvolvements> work, Runnable beforeCommit) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var application =
                            new SingleConnectionDataSource(database.url(), database.app(), database.password(), true);
                    try {
                        var manager = new JdbcTransactionManager(application);
                        var statements = new Statements(application, () -> null);
                        var involvements = new JdbcInvolvements(
                                JdbcClient.create(application),
                                new CouncilWork(JdbcClient.create(application), manager),
                                statements);
                        return Council.in(COUNCIL, () -> {
                            new TransactionTemplate(manager).executeWithoutResult(status -> {
                                work.accept(involvements);
                                statements.send();
                                beforeCommit.run();
                            });
                            return true;
                        });
                    } finally {
                        application.destroy();
                    }
                },
                command -> Thread.ofVirtual().start(command));
    }

    private static void waitsOrIsDone(CompletableFuture<Boolean> other) {
        var owner = Landscape.owner(database);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> other.isDone()
                        || Boolean.TRUE.equals(owner.queryForObject(
                                "select exists (select from pg_locks where locktype = 'advisory' and not granted)",
                                Boolean.class)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
