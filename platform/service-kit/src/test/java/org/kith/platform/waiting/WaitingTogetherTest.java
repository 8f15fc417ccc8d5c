package org.kith.platform.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits after a transaction in which much began and ended is what waits after the same things one by one. */
class WaitingTogetherTest {

    private static final List<String> COUNCILS = List.of("E10000017", "E06000008");
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private static ServiceDatabase database;

    @BeforeAll
    static void make_the_tables() throws SQLException {
        database = Landscape.kitDatabase("waits");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void one_transaction_leaves_what_many_leave(long seed) {
        var random = new Random(seed);
        var families = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        var said =
                IntStream.range(0, 80).mapToObj(i -> next(random, families, i)).toList();
        var owner = Landscape.owner(database);
        owner.execute("truncate waiting_item");

        var application = new SingleConnectionDataSource(database.url(), database.app(), database.password(), true);
        try {
            var manager = new JdbcTransactionManager(application);
            var transaction = new TransactionTemplate(manager);
            var jdbc = JdbcClient.create(application);
            var waiting = new JdbcWaiting(
                    jdbc, new Statements(application, () -> null), Clock.fixed(START.plusSeconds(200), ZoneOffset.UTC));
            var counted = Council.in(new CouncilCode(COUNCILS.get(0)), () -> {
                said.forEach(fact -> transaction.executeWithoutResult(status -> fact.accept(waiting)));
                return waiting.count("ALLOCATION");
            });
            var countedWithin = Council.in(new CouncilCode(COUNCILS.get(1)), () -> {
                var within = new long[1];
                for (int from = 0; from < said.size(); from += 20) {
                    var batch = said.subList(from, from + 20);
                    transaction.executeWithoutResult(status -> {
                        batch.forEach(fact -> fact.accept(waiting));
                        within[0] = waiting.count("ALLOCATION");
                    });
                }
                return within[0];
            });
            assertThat(countedWithin).isEqualTo(counted);
        } finally {
            application.destroy();
        }

        assertThat(rows(owner, 1)).as("seed %d", seed).isEqualTo(rows(owner, 0)).isNotEmpty();
    }

    private static Consumer<Waiting> next(Random random, List<String> families, int place) {
        var kind = random.nextBoolean() ? "ALLOCATION" : "SPECIALIST_REQUEST";
        var key = "key-" + random.nextInt(12);
        if (random.nextInt(3) == 0) {
            return waiting -> waiting.end(kind, key);
        }
        var since = START.plusSeconds(place);
        var item = new Waiting.Item(
                kind,
                key,
                random.nextInt(4) == 0 ? null : families.get(random.nextInt(2)),
                "ALLOCATION_DUTY",
                "REASON_" + random.nextInt(3),
                random.nextBoolean(),
                since,
                since.plusSeconds(60L * random.nextInt(5)),
                false);
        return waiting -> waiting.begin(item);
    }

    private static List<String> rows(JdbcTemplate owner, int council) {
        return owner.query(
                "select kind, key, family_id, reason_code, urgent, since, limit_at, overdue from waiting_item"
                        + " where council = ? order by kind, key",
                (row, number) -> String.join(
                        "|",
                        row.getString(1),
                        row.getString(2),
                        String.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                COUNCILS.get(council));
    }
}
