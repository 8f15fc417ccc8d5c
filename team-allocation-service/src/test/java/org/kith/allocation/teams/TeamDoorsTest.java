package org.kith.allocation.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.allocation.Doors;
import org.kith.contracts.allocation.TeamChangedV1;
import org.kith.contracts.allocation.TeamWentLiveV1;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ServiceTest
class TeamDoorsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Test
    void a_26th_team_can_be_made_and_an_old_day_still_shows_25() throws Exception {
        var code = newCode();

        doors().send(administrator(), """
                        {"code": "%s", "name": "Burnley Canal", "districtCode": "E07000117", "capacityPoints": 40,
                         "liveFrom": "2030-01-07"}""".formatted(code), "/teams")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/teams/" + code))
                .andExpect(jsonPath("$.live").value(false));

        doors().look(anybody(), "/teams").andExpect(jsonPath("$[*].code").value(hasItem(code)));
        doors().look(anybody(), "/teams?on=2025-04-01")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$").value(hasSize(25)))
                .andExpect(jsonPath("$[*].code").value(not(hasItem(code))))
                .andExpect(jsonPath("$[*].live").value(not(hasItem(false))));
        doors().look(anybody(), "/teams?on=2021-02-24").andExpect(jsonPath("$").value(hasSize(0)));
    }

    @Test
    void the_first_teams_were_announced_like_any_other() {
        assertThat(topics.onBroker(TeamWentLiveV1.class, "T07"))
                .containsExactly(
                        new TeamWentLiveV1("T07", "Hyndburn North", "E07000120", LocalDate.parse("2021-03-01"), 310));
    }

    @Test
    void a_new_team_takes_over_an_area_from_its_first_live_day() throws Exception {
        var code = newCode();

        doors().send(administrator(), """
                        {"code": "%s", "name": "Fylde Coast", "districtCode": "E07000119", "capacityPoints": 40,
                         "liveFrom": "2030-01-07", "areas": ["E07000119:FY8 1"]}""".formatted(code), "/teams").andExpect(status().isCreated());

        doors().look(anybody(), "/teams/T06?on=2030-01-06")
                .andExpect(jsonPath("$.areas").value(hasItem("E07000119:FY8 1")));
        doors().look(anybody(), "/teams/T06?on=2030-01-07")
                .andExpect(jsonPath("$.areas").value(not(hasItem("E07000119:FY8 1"))));
        doors().look(anybody(), "/teams/{code}?on=2030-01-07", code)
                .andExpect(jsonPath("$.areas").value(contains("E07000119:FY8 1")));
    }

    @Test
    void a_change_from_a_day_ahead_leaves_today_alone_and_is_announced() throws Exception {
        var code = newTeam();

        doors().change(administrator(), """
                        {"name": "Renamed", "capacityPoints": 50, "effectiveFrom": "2031-01-06"}""", "/teams/{code}", code)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Renamed"));

        doors().look(anybody(), "/teams/{code}", code)
                .andExpect(jsonPath("$.name").value("Made for a test"));
        assertThat(topics.announced(TeamChangedV1.class, code, 1))
                .last()
                .isEqualTo(new TeamChangedV1(code, "Renamed", "E07000117", 50, null, LocalDate.parse("2031-01-06")));
    }

    @Test
    void a_closed_team_is_no_longer_shown_and_takes_no_more_changes() throws Exception {
        var code = newTeam();

        doors().change(administrator(), """
                        {"closedFrom": "%s"}""".formatted(today()), "/teams/{code}", code)
                .andExpect(status().isOk());

        doors().look(anybody(), "/teams").andExpect(jsonPath("$[*].code").value(not(hasItem(code))));
        doors().change(administrator(), """
                        {"name": "Again"}""", "/teams/{code}", code)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-closed"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
    }

    @Test
    void a_team_that_serves_areas_does_not_close() throws Exception {
        doors().change(administrator(), """
                        {"closedFrom": "2032-01-05"}""", "/teams/T25")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-still-serves-areas"));
    }

    @Test
    void a_code_is_used_once() throws Exception {
        doors().send(administrator(), """
                        {"code": "T01", "name": "Twice", "districtCode": "E07000117", "capacityPoints": 40}""", "/teams")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-already-exists"));
    }

    @Test
    void a_live_team_does_not_move_its_first_day() throws Exception {
        doors().change(administrator(), """
                        {"liveFrom": "2031-01-06"}""", "/teams/T01")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-already-live"));
    }

    @Test
    void all_that_is_wrong_with_a_team_is_said_at_once() throws Exception {
        doors().send(administrator(), """
                        {"code": "t 1", "name": " ", "districtCode": "Burnley", "capacityPoints": -1, "areas": ["BB11 3"],
                         "closedFrom": "2031-01-06"}""", "/teams")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(contains("name", "capacityPoints", "areas[0]", "code", "districtCode", "closedFrom")));
        doors().change(administrator(), """
                        {"code": "T02"}""", "/teams/T01")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("not-here"));
    }

    @Test
    void a_day_in_the_past_needs_the_right_to_fill_in_the_past() throws Exception {
        var code = newTeam();
        var early = """
                {"name": "Earlier", "effectiveFrom": "2026-01-05"}""";

        doors().change(administrator(), early, "/teams/{code}", code)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("backfill-not-allowed"));
        doors().change(Tokens.operator("backfill"), early, "/teams/{code}", code)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-not-there-yet"));
    }

    @Test
    void a_team_nobody_made_is_not_found() throws Exception {
        doors().look(anybody(), "/teams/T99").andExpect(status().isNotFound());
        doors().look(anybody(), "/teams/no such").andExpect(status().isNotFound());
        doors().change(administrator(), "{}", "/teams/T99").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_administrators_makes_or_changes_teams(Role role) throws Exception {
        var worker = Tokens.staff(roles.worker(role, "T01"));

        doors().send(worker, "{}", "/teams").andExpect(status().isForbidden());
        doors().change(worker, "{}", "/teams/T01").andExpect(status().isForbidden());
    }

    @Test
    void agencies_do_not_look_at_teams() throws Exception {
        doors().look(Tokens.agency("POLICE"), "/teams").andExpect(status().isForbidden());
        doors().look(Tokens.publicIntake(), "/teams/T01").andExpect(status().isForbidden());
    }

    private String newTeam() throws Exception {
        var code = newCode();
        doors().send(administrator(), """
                        {"code": "%s", "name": "Made for a test", "districtCode": "E07000117", "capacityPoints": 40}""".formatted(code), "/teams").andExpect(status().isCreated());
        return code;
    }

    private static String newCode() {
        return "D0" + NUMBER.incrementAndGet();
    }

    private static String today() {
        return LocalDate.now(ZoneId.of("Europe/London")).toString();
    }

    private RequestPostProcessor administrator() {
        return Tokens.staff(roles.worker(Role.ADMINISTRATOR, Roles.COUNTY));
    }

    private static RequestPostProcessor anybody() {
        return Tokens.staff(UUID.randomUUID());
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
