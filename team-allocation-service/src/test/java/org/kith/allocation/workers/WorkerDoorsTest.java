package org.kith.allocation.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.allocation.Doors;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class WorkerDoorsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void somebody_who_was_registered_sees_their_name_and_every_role() throws Exception {
        var worker = UUID.randomUUID();

        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T01"), role("ALLOCATION_DUTY", null));

        doors().look(Tokens.staff(worker), "/me")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.workerId").value(worker.toString()))
                .andExpect(jsonPath("$.name").value("Mx Example-Wren"))
                .andExpect(jsonPath("$.roles[*].role").value(contains("ALLOCATION_DUTY", "SOCIAL_WORKER")))
                .andExpect(jsonPath("$.roles[1].teamName").value("Burnley East"));
    }

    @Test
    void somebody_who_was_never_registered_has_no_role() throws Exception {
        doors().look(Tokens.staff(UUID.randomUUID()), "/me")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.roles").value(hasSize(0)));
        doors().look(Tokens.operator(), "/me")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.workerId").value("operator"));
    }

    @Test
    void a_role_counts_at_once_and_is_announced() throws Exception {
        var worker = UUID.randomUUID();
        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isForbidden());

        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"));

        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isOk());
        assertThat(topics.announced(WorkerJoinedTeamV1.class, "T02"))
                .filteredOn(fact -> fact.workerId().equals(worker))
                .singleElement()
                .satisfies(fact -> assertThat(fact.roleCode()).isEqualTo("SOCIAL_WORKER"));
    }

    @Test
    void saying_the_same_again_changes_nothing() throws Exception {
        var worker = UUID.randomUUID();

        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"));
        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"));

        assertThat(topics.announced(WorkerJoinedTeamV1.class, "T02"))
                .filteredOn(fact -> fact.workerId().equals(worker))
                .hasSize(1);
    }

    @Test
    void roles_that_are_not_named_end() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"), role("TEAM_MANAGER", "T03"));

        register(worker, "Mx Example-Wren", role("TEAM_MANAGER", "T03"));

        assertThat(topics.announced(WorkerLeftV1.class, "T02"))
                .filteredOn(fact -> fact.workerId().equals(worker))
                .hasSize(1);
        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isForbidden());
        doors().look(Tokens.staff(worker), "/teams/T03/board").andExpect(status().isOk());
    }

    @Test
    void a_leaver_is_out_at_once() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"));

        doors().send(Tokens.operator(), "{}", "/workers/{id}/leave", worker)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.roles").value(hasSize(0)));

        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isForbidden());
    }

    @Test
    void workers_of_a_team_are_listed_page_by_page() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Aardvark", role("SOCIAL_WORKER", "T24"));
        register(UUID.randomUUID(), "Mx Example-Bee", role("SOCIAL_WORKER", "T24"));

        doors().look(Tokens.staff(worker), "/workers?teamCode=T24&offset=0&limit=1")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[*].name").value(contains("Mx Example-Aardvark")));
        doors().look(Tokens.staff(worker), "/workers?limit=201")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("page-out-of-range"));
    }

    @Test
    void names_are_asked_for_many_at_once() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Wren", role("SOCIAL_WORKER", "T02"));

        doors().send(Tokens.staff(UUID.randomUUID()), """
                        {"ids": ["%s", "%s"]}""".formatted(worker, UUID.randomUUID()), "/workers/names")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$['%s']".formatted(worker)).value("Mx Example-Wren"))
                .andExpect(jsonPath("$.length()").value(1));
        doors().send(Tokens.agency("POLICE"), """
                        {"ids": []}""", "/workers/names").andExpect(status().isForbidden());
    }

    @Test
    void all_that_is_wrong_with_a_worker_is_said_at_once() throws Exception {
        doors().send(Tokens.operator(), """
                        {"name": "", "roles": [{"role": "WIZARD", "teamCode": "T01"}]}""", "/workers")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(contains("workerId", "name", "roles[0].role")));
        doors().send(Tokens.operator(), """
                        {"workerId": "%s", "name": "Mx Example-Wren",
                         "roles": [{"role": "TEAM_MANAGER"}, {"role": "SOCIAL_WORKER", "teamCode": "T99"}]}""".formatted(UUID.randomUUID()), "/workers")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].code").value(hasItem("team-needed")))
                .andExpect(jsonPath("$.errors[*].code").value(hasItem("unknown-team")));
    }

    @Test
    void a_role_from_a_day_ahead_counts_from_that_day() throws Exception {
        var worker = UUID.randomUUID();
        var form = """
                {"workerId": "%s", "name": "Mx Example-Wagtail", "roles": [{"role": "SOCIAL_WORKER", "teamCode": "T02"}], "joinedOn": "2099-01-01"}""".formatted(worker);

        doors().send(Tokens.operator(), form, "/workers").andExpect(status().isCreated());

        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isForbidden());
        doors().look(Tokens.operator(), "/workers/{id}", worker)
                .andExpect(jsonPath("$.planned.from").value("2099-01-01"))
                .andExpect(jsonPath("$.planned.leaves").value(false))
                .andExpect(jsonPath("$.planned.roles[0].teamName").value("Burnley West"))
                .andExpect(jsonPath("$.history").value(hasSize(0)));
        theDayComes(worker);
        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isOk());
        doors().look(Tokens.operator(), "/workers/{id}", worker)
                .andExpect(jsonPath("$.planned").doesNotExist())
                .andExpect(jsonPath("$.history[0].role").value("SOCIAL_WORKER"));
    }

    @Test
    void a_leaver_of_a_day_ahead_works_until_then() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Wagtail", role("SOCIAL_WORKER", "T02"));

        doors().send(Tokens.operator(), "{\"leftOn\": \"2099-01-01\"}", "/workers/{id}/leave", worker)
                .andExpect(status().isOk());
        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isOk());
        theDayComes(worker);

        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isForbidden());
    }

    @Test
    void a_plan_is_replaced_cancelled_and_given_up_when_its_team_is_gone() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Wagtail", role("SOCIAL_WORKER", "T02"));
        doors().send(Tokens.operator(), "{\"leftOn\": \"2099-01-01\"}", "/workers/{id}/leave", worker);

        doors().send(Tokens.operator(), "{\"leftOn\": \"2098-01-01\"}", "/workers/{id}/leave", worker);
        doors().look(Tokens.operator(), "/workers/{id}", worker)
                .andExpect(jsonPath("$.planned.from").value("2098-01-01"));
        doors().send(Tokens.operator(), "{}", "/workers/{id}/plan/cancel", worker)
                .andExpect(jsonPath("$.planned").doesNotExist());
        doors().send(Tokens.operator(), """
                {"workerId": "%s", "name": "Mx Example-Wagtail", "roles": [{"role": "SOCIAL_WORKER", "teamCode": "T99"}], "joinedOn": "2099-01-01"}""".formatted(worker), "/workers");
        theDayComes(worker);

        doors().look(Tokens.staff(worker), "/teams/T02/board").andExpect(status().isOk());
        doors().look(Tokens.operator(), "/workers/{id}", worker)
                .andExpect(jsonPath("$.planned").doesNotExist());
    }

    @Test
    void everybody_is_listed_by_name_also_who_left() throws Exception {
        var worker = UUID.randomUUID();
        register(worker, "Mx Example-Zebrafinch", role("SOCIAL_WORKER", "T02"));
        doors().send(Tokens.operator(), "{}", "/workers/{id}/leave", worker);

        doors().look(Tokens.operator(), "/workers/register?name=example-zebra")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].roles").value(hasSize(0)));
        doors().look(Tokens.operator(), "/workers/register?name=Zebrafinch")
                .andExpect(jsonPath("$.total").value(1));
        doors().look(Tokens.operator(), "/workers/register?name=%25")
                .andExpect(jsonPath("$.total").value(0));
        doors().look(Tokens.operator(), "/workers/{id}", worker)
                .andExpect(jsonPath("$.history[0].leftOn").exists());
        doors().look(Tokens.staff(worker), "/workers/register").andExpect(status().isForbidden());
        // who decides which workers may see a family chooses from it
        doors().look(
                        Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)),
                        "/workers/register?name=example-zebra")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].name").value("Mx Example-Zebrafinch"));
        doors().look(Tokens.staff(worker), "/workers/{id}", worker).andExpect(status().isForbidden());
        doors().look(Tokens.operator(), "/workers/{id}", UUID.randomUUID()).andExpect(status().isNotFound());
    }

    /** The housekeeping of the running service does it, as on any other day. */
    private void theDayComes(UUID worker) {
        roles.inLancashire(() -> jdbc.update(
                "update planned_change set from_day = current_date where worker_id = ? and ended_at is null", worker));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> roles.inLancashire(() -> assertThat(jdbc.queryForObject(
                                "select count(*) from planned_change where worker_id = ? and ended_at is null",
                                Integer.class,
                                worker))
                        .isZero()));
    }

    @Test
    void a_day_in_the_past_is_for_loaders() throws Exception {
        var form = """
                {"workerId": "%s", "name": "Mx Example-Wren", "roles": [{"role": "SPECIALIST"}], "joinedOn": "%s"}""";

        doors().send(Tokens.operator(), form.formatted(UUID.randomUUID(), "2024-04-01"), "/workers")
                .andExpect(status().isForbidden());
        doors().send(Tokens.operator("backfill"), form.formatted(UUID.randomUUID(), "2024-04-01"), "/workers")
                .andExpect(status().isCreated());
    }

    @Test
    void a_worker_nobody_registered_cannot_leave() throws Exception {
        doors().send(Tokens.operator(), "{}", "/workers/{id}/leave", UUID.randomUUID())
                .andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_administrators_registers_workers(Role role) throws Exception {
        var worker = Tokens.staff(roles.worker(role, "T01"));

        doors().send(worker, "{}", "/workers").andExpect(status().isForbidden());
        doors().send(worker, "{}", "/workers/{id}/leave", UUID.randomUUID()).andExpect(status().isForbidden());
    }

    private void register(UUID worker, String name, String... roles) throws Exception {
        doors().send(Tokens.operator(), """
                        {"workerId": "%s", "name": "%s", "roles": [%s]}""".formatted(worker, name, String.join(",", roles)), "/workers")
                .andExpect(status().isCreated());
    }

    private static String role(String code, @Nullable String team) {
        return team == null ? """
                {"role": "%s"}""".formatted(code) : """
                {"role": "%s", "teamCode": "%s"}""".formatted(code, team);
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
