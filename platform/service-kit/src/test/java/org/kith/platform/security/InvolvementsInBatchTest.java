package org.kith.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.batches.Batch;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of facts leaves is what the same facts leave one by one: whatever they are, and whatever was there. */
class InvolvementsInBatchTest {

    private static final List<String> COUNCILS = List.of("E10000017", "E06000008");
    private static final List<UUID> FAMILIES = ids(5);
    private static final List<UUID> WORKERS = ids(4);
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private static ServiceDatabase database;

    /** One thing said, of the same families in both councils. */
    private record Said(String words, Step step) {

        interface Step {
            void tell(JdbcInvolvements involvements);
        }
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    @BeforeAll
    static void make_the_tables() throws SQLException {
        database = Landscape.kitDatabase("batches");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_batch_leaves_what_its_facts_leave_one_by_one(long seed) {
        var random = new Random(seed);
        var said = IntStream.range(0, 60).mapToObj(i -> next(random, i)).toList();
        var owner = Landscape.owner(database);
        owner.execute("truncate family_team, involvement, family_joined, exclusion, restriction");

        var application = new SingleConnectionDataSource(database.url(), database.app(), database.password(), true);
        try {
            var manager = new JdbcTransactionManager(application);
            var transaction = new TransactionTemplate(manager);
            var involvements = new JdbcInvolvements(
                    JdbcClient.create(application),
                    new CouncilWork(JdbcClient.create(application), manager),
                    new Statements(application, () -> null));
            var one = inCouncil(
                    0,
                    () -> said.forEach(fact -> transaction.executeWithoutResult(
                            status -> fact.step().tell(involvements))));
            var together = inCouncil(1, () -> {
                for (int from = 0; from < said.size(); from += 20) {
                    var batch = said.subList(from, from + 20);
                    transaction.executeWithoutResult(status ->
                            Batch.run(() -> batch.forEach(fact -> fact.step().tell(involvements))));
                }
            });
            assertThat(List.of(one, together)).containsOnly(true);
        } finally {
            application.destroy();
        }

        assertThat(rows(owner, 1))
                .as("seed %d: %s", seed, said.stream().map(Said::words).toList())
                .isEqualTo(rows(owner, 0))
                .isNotEmpty();
    }

    private static boolean inCouncil(int council, Runnable work) {
        return Council.in(new CouncilCode(COUNCILS.get(council)), () -> {
            work.run();
            return true;
        });
    }

    private static Said next(Random random, int place) {
        var family = FAMILIES.get(random.nextInt(FAMILIES.size()));
        var other = FAMILIES.get(random.nextInt(FAMILIES.size()));
        var worker = WORKERS.get(random.nextInt(WORKERS.size()));
        var at = START.plusSeconds(place);
        var team = "T0" + random.nextInt(4);
        var as = random.nextBoolean() ? Involvements.As.LEAD_PRACTITIONER : Involvements.As.SPECIALIST;
        var detail = as == Involvements.As.SPECIALIST ? "MENTAL_HEALTH" : "";
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new Said("team " + team, all -> all.teamOf(family, team, at));
            case 3 -> new Said("no team", all -> all.teamOf(family, null, at));
            case 4, 5, 6, 7 -> new Said("began " + as, all -> all.began(family, worker, as, detail, at));
            case 8 -> new Said("ended " + as, all -> all.ended(family, worker, as, detail, at));
            case 9 ->
                new Said("leads ended", all -> {
                    if (all.speaksFor(family)) {
                        all.allEnded(family, Involvements.As.LEAD_PRACTITIONER, at);
                    }
                });
            case 10 -> new Said("excluded", all -> all.list(family, AccessLists.of(Set.of(), Set.of(worker))));
            default ->
                new Said("joined", all -> {
                    // a family that was absorbed has come to its end
                    if (!family.equals(other) && all.survivorOf(other).equals(other)) {
                        all.lookUpSurvivors(FAMILIES, Set.of());
                        all.joined(family, other, at);
                    }
                });
        };
    }

    private static List<String> rows(JdbcTemplate owner, int council) {
        var rows = new ArrayList<String>();
        for (var query : List.of(
                "select family_id, team_code, since, held_through from family_team where council = ? order by 1",
                "select family_id, worker_id, as_code, detail_code, since, until from involvement where council = ?"
                        + " order by 1, 2, 3, 4, 5, 6",
                "select absorbed_id, survivor_id from family_joined where council = ? order by 1",
                "select family_id, worker_id from exclusion where council = ? order by 1, 2")) {
            owner.queryForList(query, COUNCILS.get(council)).forEach(row -> rows.add(row.toString()));
        }
        return rows;
    }
}
