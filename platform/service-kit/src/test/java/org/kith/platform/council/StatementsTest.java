package org.kith.platform.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that travel together must come to what they would come to alone, one after the other. */
class StatementsTest {

    private static final String LANCASHIRE = "E10000017";
    private static final String ELSEWHERE = "E10000014";
    private static final String HOW_MANY = "select count(*) from thing";

    private static final Rows THINGS = Rows.into(
            "thing",
            "council text",
            "id int",
            "word text",
            "day date",
            "at timestamptz",
            "raw bytea",
            "who uuid",
            "twice = v.id * 2");

    /** Everything that means something in an array of PostgreSQL. */
    private static final String ODD = "it's {\"a\", b\\c},\nNULL";

    private static ServiceDatabase database;
    private static JdbcClient owner;

    private SingleConnectionDataSource application;
    private Statements statements;
    private TransactionTemplate transaction;

    @BeforeAll
    static void makeTable() throws SQLException {
        database = Landscape.database("statements");
        owner = JdbcClient.create(new DriverManagerDataSource(database.url(), database.owner(), database.password()));
        owner.sql("create table thing (council text, id int, word text, day date, at timestamptz, raw bytea, who uuid,"
                        + " twice int, primary key (council, id))")
                .update();
        owner.sql("alter table thing enable row level security").update();
        owner.sql("create policy council_only on thing using (council = current_setting('kith.council', true))"
                        + " with check (council = current_setting('kith.council', true))")
                .update();
        owner.sql("grant select, insert, update, delete on thing to " + database.app())
                .update();
    }

    @BeforeEach
    void signIn() {
        owner.sql("truncate thing").update();
        application = new SingleConnectionDataSource(database.url(), database.app(), database.password(), true);
        statements = new Statements(application, () -> null);
        var manager = new JdbcTransactionManager(application);
        manager.addListener(statements.lastTrip());
        transaction = new TransactionTemplate(manager);
        transaction.setName(Statements.WITH_THE_FIRST_STATEMENT);
    }

    @AfterEach
    void signOut() {
        application.destroy();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_kept_while_the_transaction_commits_is_sent_as_well(boolean somethingWasKeptBefore) {
        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    if (somethingWasKeptBefore) {
                        statements.add("insert into thing (council, id) values (?, 1)", LANCASHIRE);
                    }
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            statements.add("insert into thing (council, id) values (?, 2)", LANCASHIRE);
                        }
                    });
                    return true;
                }));

        assertThat(owner.sql("select id from thing order by id")
                        .query(Integer.class)
                        .list())
                .isEqualTo(somethingWasKeptBefore ? List.of(1, 2) : List.of(2));
    }

    @Test
    void a_fault_in_what_is_sent_last_undoes_the_transaction() {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> in(
                        LANCASHIRE,
                        () -> transaction.execute(status -> {
                            statements.add("insert into thing (council, id) values (?, 1)", LANCASHIRE);
                            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                                @Override
                                public void beforeCommit(boolean readOnly) {
                                    statements.add("insert into thing (council, id) values (?, 1)", LANCASHIRE);
                                }
                            });
                            return true;
                        })));

        assertThat(owner.sql(HOW_MANY).query(Integer.class).single()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void rows_of_one_kind_are_written_as_they_were_given(int rows) {
        var who = UUID.randomUUID();

        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    for (int i = 0; i < rows; i++) {
                        statements.add(
                                THINGS,
                                LANCASHIRE,
                                i,
                                i % 2 == 0 ? ODD : null,
                                i % 2 == 0 ? LocalDate.of(2026, 2, 28) : null,
                                Instant.parse("2026-11-27T10:15:30.123456Z"),
                                new byte[] {0, (byte) i, -1},
                                i == 3 ? null : who);
                    }
                    return true;
                }));

        assertThat(owner.sql("select count(*) from thing where council = ? and twice = id * 2"
                                + " and at = '2026-11-27T10:15:30.123456Z' and raw = ('\\x00' || lpad(to_hex(id), 2, '0') || 'ff')::bytea"
                                + " and (id = 3 or who = ?) and (id % 2 = 1) = (word is null) and (id % 2 = 1) = (day is null)"
                                + " and coalesce(word, ?) = ? and coalesce(day, '2026-02-28') = '2026-02-28'")
                        .params(LANCASHIRE, who, ODD, ODD)
                        .query(Integer.class)
                        .single())
                .isEqualTo(rows);
    }

    @Test
    void each_sees_what_the_ones_before_it_did() {
        var counts = in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    var before = statements.ask(HOW_MANY, (row, n) -> row.getInt(1));
                    thing(1);
                    var between = statements.ask(HOW_MANY, (row, n) -> row.getInt(1));
                    statements.add("update thing set word = 'changed' where id = ?", 1);
                    var word = statements.ask("select word from thing", (row, n) -> row.getString(1));

                    return List.of(
                            before.first().orElseThrow(),
                            between.first().orElseThrow(),
                            word.first().orElseThrow());
                }));

        assertThat(counts).isEqualTo(List.of(0, 1, "changed"));
    }

    @Test
    void what_is_said_of_one_thing_is_done_in_the_order_it_was_said() {
        var changed =
                Rows.in("update thing t set word = v.word from {rows} v (id, word) where t.id = v.id", "int", "text");
        var forgotten = Rows.in("delete from thing t using {rows} v (id) where t.id = v.id", "int");

        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    for (int id : List.of(1, 2, 3)) {
                        statements.about(id);
                        thing(id);
                    }
                    for (int id : List.of(1, 2)) {
                        statements.about(id);
                        statements.add(changed, id, "first");
                    }
                    statements.about(1);
                    statements.add(changed, 1, "second");
                    statements.about(2);
                    statements.add(forgotten, 2);
                    statements.about(2);
                    thing(2);
                    return true;
                }));

        assertThat(owner.sql("select id || coalesce(word, '') from thing order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("1second", "2", "3");
    }

    @Test
    void rows_that_go_together_answer_once() {
        var kind = Rows.in(
                "insert into thing (council, id) select * from {rows} v (council, id) returning id", "text", "int");
        var answered = new ArrayList<Integer>();

        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    for (int id : List.of(1, 2, 3)) {
                        statements.add(kind, (row, n) -> answered.add(row.getInt(1)), LANCASHIRE, id);
                    }
                    assertThat(answered).isEmpty();
                    statements.send();
                    return true;
                }));

        assertThat(answered).containsExactly(1, 2, 3);
    }

    @Test
    void what_waits_is_sent_before_the_commit_and_never_after_a_rollback() {
        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    thing(1);
                    return true;
                }));
        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    thing(2);
                    status.setRollbackOnly();
                    return true;
                }));
        in(
                LANCASHIRE,
                () -> transaction.execute(status -> {
                    statements.send();
                    return true;
                }));

        assertThat(owner.sql("select id from thing").query(Integer.class).list())
                .containsExactly(1);
    }

    @Test
    void a_fault_of_one_takes_all_of_them() {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> in(LANCASHIRE, () -> {
                    statements.onItsOwn(trip -> {
                        trip.add("insert into thing (council, id) values (?, ?)", LANCASHIRE, 1);
                        trip.add("insert into thing (council, id) values (?, ?)", LANCASHIRE, 1);
                    });
                    return true;
                }));

        assertThat(owner.sql(HOW_MANY).query(Integer.class).single()).isZero();
    }

    @Test
    void outside_a_transaction_each_is_its_own() {
        in(LANCASHIRE, () -> {
            thing(1);
            statements.add("insert into thing (council, id) values (?, ?)", LANCASHIRE, 2);
            return true;
        });

        assertThat(in(
                        LANCASHIRE,
                        () -> statements
                                .ask(HOW_MANY, (row, n) -> row.getInt(1))
                                .first()))
                .hasValue(2);
    }

    @Test
    void every_council_sees_its_own_and_a_connection_carries_none_over() {
        owner.sql("insert into thing (council, id) values (?, 1), (?, 1), (?, 2)")
                .params(LANCASHIRE, ELSEWHERE, ELSEWHERE)
                .update();

        for (var council : List.of(LANCASHIRE, ELSEWHERE)) {
            var seen = in(
                    council,
                    () -> transaction.execute(status ->
                            statements.ask(HOW_MANY, (row, n) -> row.getInt(1)).first()));
            assertThat(seen).hasValue(council.equals(LANCASHIRE) ? 1 : 2);
            assertThat(in(
                            council,
                            () -> statements
                                    .ask(HOW_MANY, (row, n) -> row.getInt(1))
                                    .first()))
                    .isEqualTo(seen);
        }
        var past = JdbcClient.create(application);
        assertThat(past.sql("select coalesce(current_setting('kith.council', true), '')")
                        .query(String.class)
                        .single())
                .isEmpty();
        assertThat(past.sql(HOW_MANY).query(Integer.class).single()).isZero();
    }

    @Test
    void what_comes_past_it_before_the_council_was_told_sees_nothing() {
        owner.sql("insert into thing (council, id) values (?, 1)")
                .param(LANCASHIRE)
                .update();

        var seen = in(
                LANCASHIRE,
                () -> transaction.execute(status -> JdbcClient.create(application)
                        .sql(HOW_MANY)
                        .query(Integer.class)
                        .single()));

        assertThat(seen).isZero();
    }

    @Test
    void a_question_behind_a_lock_sees_what_was_committed_while_it_waited() {
        var other = new DriverManagerDataSource(database.url(), database.owner(), database.password());
        var holder = new TransactionTemplate(new JdbcTransactionManager(other));
        var seen = new CompletableFuture<Integer>();

        holder.executeWithoutResult(held -> {
            var jdbc = JdbcClient.create(other);
            jdbc.sql("select pg_advisory_xact_lock(42)::text")
                    .query(String.class)
                    .optional();
            Thread.ofPlatform()
                    .start(() -> seen.complete(in(
                            LANCASHIRE,
                            () -> transaction.execute(status -> {
                                statements.add("select pg_advisory_xact_lock(42)::text");
                                return statements
                                        .ask(HOW_MANY, (row, n) -> row.getInt(1))
                                        .first()
                                        .orElseThrow();
                            }))));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> owner.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                                    .query(Integer.class)
                                    .single()
                            > 0);
            jdbc.sql("insert into thing (council, id) values (?, 1)")
                    .param(LANCASHIRE)
                    .update();
        });

        await().atMost(Duration.ofSeconds(20)).until(seen::isDone);
        assertThat(seen.join()).isOne();
    }

    private void thing(int id) {
        statements.add(THINGS, LANCASHIRE, id, null, null, null, null, null);
    }

    private static <T> T in(String council, Supplier<T> work) {
        return Council.<T, RuntimeException>in(new CouncilCode(council), work::get);
    }
}
