package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.FrontDoor.Answer;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.web.servlet.MockMvc;

/** Whoever refers while the database goes away has a receipt, or is told when to come again; never that something is broken. */
@ServiceTest
class DatabaseAwayWhileReceivingTest {

    private static final int ROUNDS = 40;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Environment settings;

    private FrontDoor door;
    private SingleConnectionDataSource elsewhere;
    private JdbcTemplate server;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
        var url = settings.getRequiredProperty("kith.database.url");
        elsewhere = new SingleConnectionDataSource(
                url.substring(0, url.lastIndexOf('/')) + "/postgres", "postgres", "postgres", true);
        server = new JdbcTemplate(elsewhere);
    }

    @AfterEach
    void takeOrdersBack() {
        Failpoint.order("");
        elsewhere.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command.after-announce", "command.before-commit", "command.after-commit"})
    void a_referral_whose_connection_is_cut_at_a_point_is_not_answered_with_a_fault(String point) {
        var key = UUID.randomUUID().toString();
        var body = Worry.aboutAFamily().json();
        Failpoint.order(point + ":sleep:700");

        var first = CompletableFuture.supplyAsync(() -> raise(key, body));
        await().atMost(Duration.ofSeconds(10)).until(Failpoint::allHappened);
        cutAllConnections();

        assertHonest(first.join());
        assertTakenOnce(key, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"referral", "receipt_key", "event_journal"})
    void a_referral_whose_connection_is_cut_in_the_middle_of_a_statement_is_told_when_to_come_again(String table)
            throws Exception {
        var key = UUID.randomUUID().toString();
        var body = Worry.aboutAFamily().json();
        try (var holder = database(settings.getRequiredProperty("kith.database.url"))
                        .getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table " + table + " in exclusive mode");

            var first = CompletableFuture.supplyAsync(() -> raise(key, body));
            await().atMost(Duration.ofSeconds(10)).until(() -> somebodyWaitsFor(table));
            cutAllConnections();

            assertHonest(first.join().is(503));
        }
        assertTakenOnce(key, body);
    }

    @Test
    void a_referral_whose_connection_is_cut_at_any_moment_is_not_answered_with_a_fault() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var key = UUID.randomUUID().toString();
            var body = Worry.aboutAFamily().json();
            var answer = CompletableFuture.supplyAsync(() -> raise(key, body));
            // a little later each time, until it is answered before the cut
            try {
                answer.get(1 + 2L * round, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                cutAllConnections();
            }
            assertHonest(answer.join());
            assertTakenOnce(key, body);
        }
    }

    /** As when the server is killed: every connection of the service is gone at once. */
    private void cutAllConnections() {
        server.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and usename like '%\\_app'",
                settings.getRequiredProperty("kith.database.name"));
    }

    private boolean somebodyWaitsFor(String table) {
        var waiting = new JdbcTemplate(database(settings.getRequiredProperty("kith.database.url")))
                .queryForObject(
                        "select count(*) from pg_locks where relation = ?::regclass and not granted",
                        Integer.class,
                        table);
        return waiting != null && waiting > 0;
    }

    private static DriverManagerDataSource database(String url) {
        return new DriverManagerDataSource(url, "postgres", "postgres");
    }

    private static void assertHonest(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(201, 503);
        if (answer.status() == 503) {
            assertThat(answer.retryAfter()).as("when to come again").isNotNull();
        }
    }

    private void assertTakenOnce(String key, String body) {
        var receipts = new ArrayList<String>();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            var again = raise(key, body);
            assertHonest(again);
            if (again.status() == 201) {
                receipts.add(again.json().path("reference").asString());
            }
            return receipts.size() == 2;
        });
        assertThat(receipts).as("one referral for one key").containsOnly(receipts.getFirst());
    }

    private Answer raise(String key, String body) {
        return door.raise(Tokens.agency("POLICE"), key, body);
    }
}
