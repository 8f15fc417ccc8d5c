package org.kith.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.Landscape;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Who looked at one family, among very many rows about others. */
class AuditStoreTest {

    private static final String COUNCIL = "E10000017";
    private static final String NEIGHBOUR = "E10000016";
    private static final UUID FAMILY = UUID.fromString("0199f0e0-0000-7000-8000-0000000000f1");
    private static final UUID BEFORE_THE_JOIN = UUID.fromString("0199f0e0-0000-7000-8000-0000000000f2");
    private static final int OTHERS = 20_000;

    private final HikariDataSource asApp = new HikariDataSource();
    private JdbcTemplate owner;
    private AuditStore rows;

    @BeforeEach
    void prepare() throws Exception {
        var database = Landscape.kitDatabase("looked");
        owner = new JdbcTemplate(
                new SingleConnectionDataSource(database.url(), database.owner(), database.password(), true));
        asApp.setJdbcUrl(database.url());
        asApp.setUsername(database.app());
        asApp.setPassword(database.password());
        asApp.setMaximumPoolSize(1);
        var jdbc = JdbcClient.create(asApp);
        rows = new AuditStore(
                jdbc, new CouncilWork(jdbc, new TellingTheCouncil(asApp)), new Statements(asApp, () -> null));
        for (String council : new String[] {COUNCIL, NEIGHBOUR}) {
            owner.update("""
                    insert into audit_row (council, shard, sequence, id, at, subject, kind, door, status, acts, family_ids, person_ids, subjects, hash)
                    select ?, 0, n, gen_random_uuid(), timestamptz '2026-11-01' + n * interval '1 second', 'somebody', 'STAFF', 'GET /x', 200,
                           '{}', array[gen_random_uuid(), gen_random_uuid()], '{}', '{}', ''
                      from generate_series(1, ?) n
                    """, council, OTHERS);
            looked(council, OTHERS + 1, FAMILY);
            looked(council, OTHERS + 2, BEFORE_THE_JOIN);
        }
        owner.update(
                "insert into family_joined (council, absorbed_id, survivor_id, joined_at) values (?, ?, ?, now())",
                COUNCIL,
                BEFORE_THE_JOIN,
                FAMILY);
        owner.execute("vacuum analyze audit_row");
    }

    @AfterEach
    void close() {
        asApp.close();
    }

    private void looked(String council, int sequence, UUID family) {
        owner.update("""
                insert into audit_row (council, shard, sequence, id, at, subject, kind, door, status, acts, family_ids, person_ids, subjects, hash)
                values (?, 0, ?, gen_random_uuid(), now(), ?, 'STAFF', 'GET /families', 200, '{}', array[?, gen_random_uuid()], '{}', '{}', '')
                """, council, sequence, "looked at " + family, family);
    }

    @Test
    void whoever_looked_at_a_family_is_found_by_the_index_and_in_no_other_council() throws Exception {
        long before = looksIntoTheIndex();

        var found = Council.<List<AuditRow>, RuntimeException>in(
                new CouncilCode(COUNCIL), () -> rows.aboutFamily(FAMILY, 0, 50));
        long count = Council.<Long, RuntimeException>in(new CouncilCode(COUNCIL), () -> rows.countAboutFamily(FAMILY));

        assertThat(found)
                .extracting(AuditRow::subject)
                .containsExactlyInAnyOrder("looked at " + FAMILY, "looked at " + BEFORE_THE_JOIN);
        assertThat(found).extracting(AuditRow::council).containsOnly(COUNCIL);
        assertThat(count).isEqualTo(2);
        assertThat(looksIntoTheIndex()).isEqualTo(before + 2);
    }

    private long looksIntoTheIndex() {
        var app = new JdbcTemplate(asApp);
        app.execute("select pg_stat_force_next_flush()");
        app.execute("select 1");
        owner.execute("select pg_stat_clear_snapshot()");
        return Objects.requireNonNull(owner.queryForObject(
                "select idx_scan from pg_stat_user_indexes where indexrelname = 'audit_row_family'", Long.class));
    }
}
