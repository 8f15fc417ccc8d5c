package org.kith.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;

/** A decision about a family must not read every other family: it is made for every row of every list. */
class SituationPlanTest {

    private static final int FAMILIES = 5_000;

    private static ServiceDatabase database;

    @BeforeAll
    static void keep_thousands_of_families() throws SQLException {
        database = Landscape.kitDatabase("plans");
        var owner = Landscape.owner(database);
        owner.update(
                "insert into family_team (council, family_id, team_code, since)"
                        + " select 'E10000017', gen_random_uuid(), 'T16', now() from generate_series(1, ?)",
                FAMILIES);
        owner.update(
                "insert into involvement (council, family_id, worker_id, as_code, detail_code, since)"
                        + " select council, family_id, gen_random_uuid(), 'SPECIALIST', 'MENTAL_HEALTH', now() from family_team");
        owner.update("insert into family_joined (council, absorbed_id, survivor_id, joined_at)"
                + " select council, gen_random_uuid(), family_id, now() from family_team");
        owner.update("insert into exclusion (council, family_id, worker_id)"
                + " select council, family_id, gen_random_uuid() from family_team");
        owner.update("insert into restriction (council, family_id, only_these)"
                + " select council, family_id, array[gen_random_uuid()] from family_team");
        owner.execute("analyze");
    }

    @Test
    void a_decision_finds_its_family_by_an_index() {
        for (var statement :
                List.of(JdbcInvolvements.ABOUT_ONE + JdbcInvolvements.SITUATION, JdbcInvolvements.SITUATIONS)) {
            assertThat(Plans.as(database, statement))
                    .doesNotContain("Seq Scan on family_team", "Seq Scan on involvement")
                    .contains("involvement_", "family_team_pkey");
        }
    }

    @Test
    void families_closed_to_their_teams_are_found_from_the_lists_and_not_from_all_families() {
        assertThat(Plans.as(database, JdbcInvolvements.CLOSED_TO_THEIR_TEAMS))
                .doesNotContain("Seq Scan on family_team")
                .contains("family_team_pkey");
    }

    @ParameterizedTest
    @MethodSource("whatABatchDoes")
    void a_batch_finds_its_families_by_an_index(String statement) {
        assertThat(Plans.as(database, statement))
                .doesNotContain(
                        "Seq Scan on family_team",
                        "Seq Scan on involvement",
                        "Seq Scan on family_joined",
                        "Seq Scan on restriction",
                        "Seq Scan on exclusion");
    }

    static Stream<String> whatABatchDoes() {
        return Stream.of(
                JdbcInvolvements.SURVIVORS,
                JdbcInvolvements.LISTS,
                JdbcInvolvements.CLOSED_TO_ALL,
                JdbcInvolvements.HELD_ROWS.sql(2),
                JdbcInvolvements.FORMER_LEADS.sql(2),
                JdbcInvolvements.BEGUN.sql(2));
    }
}
