package org.kith.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A decision about a family must not read every other family: it is made for every row of every list. */
class SituationPlanTest {

    private static final int FAMILIES = 5_000;

    private static ServiceDatabase database;

    @BeforeAll
    static void keep_thousands_of_families() throws SQLException {
        database = Landscape.database("plans");
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.password())
                .locations("classpath:db/kit")
                .placeholders(Map.of("app", database.app(), "relay", database.relay()))
                .load()
                .migrate();
        var owner =
                new JdbcTemplate(new DriverManagerDataSource(database.url(), database.owner(), database.password()));
        owner.update(
                "insert into family_team (council, family_id, team_code, since)"
                        + " select 'E10000017', gen_random_uuid(), 'T16', now() from generate_series(1, ?)",
                FAMILIES);
        owner.update(
                "insert into involvement (council, family_id, worker_id, as_code, detail_code, since)"
                        + " select council, family_id, gen_random_uuid(), 'SPECIALIST', 'MENTAL_HEALTH', now() from family_team");
        owner.execute("analyze");
    }

    @ParameterizedTest
    @ValueSource(strings = {JdbcInvolvements.ABOUT_ONE, JdbcInvolvements.ABOUT_MANY})
    void a_decision_finds_its_family_by_an_index(String about) {
        var application = new DriverManagerDataSource(database.url(), database.app(), database.password());
        var jdbc = JdbcClient.create(application);
        var family = UUID.randomUUID();

        var plan = new TransactionTemplate(new JdbcTransactionManager(application)).execute(status -> {
            jdbc.sql("select set_config('kith.council', 'E10000017', true)")
                    .query(String.class)
                    .single();
            var worker = UUID.randomUUID();
            return jdbc.sql("explain " + about + JdbcInvolvements.SITUATION)
                    .params(
                            about.equals(JdbcInvolvements.ABOUT_ONE)
                                    ? List.of(family, family, family, worker, worker, worker)
                                    : List.of(new UUID[] {family}, worker, worker, worker))
                    .query(String.class)
                    .list();
        });

        assertThat(String.join("\n", plan))
                .doesNotContain("Seq Scan on family_team", "Seq Scan on involvement")
                .contains("involvement_", "family_team_pkey");
    }
}
