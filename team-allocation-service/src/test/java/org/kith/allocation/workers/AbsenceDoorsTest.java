package org.kith.allocation.workers;

import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.allocation.Doors;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class AbsenceDoorsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));

    @Test
    void who_is_away_is_shown_on_the_board_and_does_not_count_for_the_teams_room() throws Exception {
        var team = team(10);
        var away = workerOf(team);
        workerOf(team);

        isAway(manager(team), away, today, today.plusDays(4)).andExpect(status().isCreated());

        doors().look(manager(team), "/teams/{code}/board", team)
                .andExpect(jsonPath("$.capacity").value(5))
                .andExpect(jsonPath("$.fullCapacity").value(10))
                .andExpect(jsonPath("$.workers[?(@.workerId == '%s')].away".formatted(away))
                        .value(true))
                .andExpect(jsonPath("$.workers[?(@.workerId == '%s')].awayUntil".formatted(away))
                        .value(today.plusDays(4).toString()))
                .andExpect(jsonPath("$.workers[?(@.away == false)]").value(hasSize(1)));
    }

    @Test
    void a_team_without_anybody_there_takes_no_family() throws Exception {
        var team = team(10);
        var away = workerOf(team);
        isAway(Tokens.operator(), away, today, null).andExpect(status().isCreated());

        var family = held(team, Instant.now());

        doors().look(Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)), "/families/{id}", family)
                .andExpect(jsonPath("$.state").value("WAITING"))
                .andExpect(jsonPath("$.waiting.reasonCode").value("TEAM_FULL"))
                .andExpect(jsonPath("$.decisions[0].reasons[1]")
                        .value("Team Made for a test has room for 0 families, since 1 of its 1 social workers is away,"
                                + " and holds no fewer"));
    }

    @Test
    void who_is_away_is_not_named_as_a_lead_until_they_are_back() throws Exception {
        var team = team(10);
        var away = workerOf(team);
        workerOf(team);
        var family = held(team, Instant.now());
        isAway(Tokens.operator(), away, today, null).andExpect(status().isCreated());

        lead(team, family, away)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("worker-away"));
        var absence = absenceOf(team, away);
        doors().send(manager(team), "{}", "/workers/{id}/absences/{absence}/back", away, absence)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$").value(hasSize(0)));
        lead(team, family, away).andExpect(status().isOk());
    }

    @Test
    void an_absence_ahead_changes_nothing_today() throws Exception {
        var team = team(10);
        var away = workerOf(team);
        isAway(Tokens.operator(), away, today.plusDays(1), today.plusDays(2)).andExpect(status().isCreated());

        doors().look(manager(team), "/teams/{code}/board", team)
                .andExpect(jsonPath("$.capacity").value(10))
                .andExpect(jsonPath("$.workers[0].away").value(false));
    }

    @Test
    void days_that_overlap_or_run_backwards_are_refused() throws Exception {
        var team = team(10);
        var away = workerOf(team);
        isAway(Tokens.operator(), away, today, today.plusDays(5)).andExpect(status().isCreated());

        isAway(Tokens.operator(), away, today.plusDays(5), null)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("absence-overlaps"));
        isAway(Tokens.operator(), away, today.plusDays(9), today.plusDays(8))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].field").value("to"));
        isAway(Tokens.operator(), UUID.randomUUID(), today, null).andExpect(status().isNotFound());
    }

    @Test
    void only_an_administrator_or_the_teams_own_manager_says_who_is_away() throws Exception {
        var team = team(10);
        var away = workerOf(team);

        for (var role : List.of(Role.SOCIAL_WORKER, Role.SPECIALIST, Role.ALLOCATION_DUTY)) {
            isAway(Tokens.staff(roles.worker(role, team)), away, today, null).andExpect(status().isForbidden());
        }
        isAway(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T01")), away, today, null)
                .andExpect(status().isForbidden());
        isAway(Tokens.agency("POLICE"), away, today, null).andExpect(status().isForbidden());
        isAway(Tokens.staff(roles.worker(Role.ADMINISTRATOR, Roles.COUNTY)), away, today, null)
                .andExpect(status().isCreated());
    }

    private ResultActions isAway(RequestPostProcessor who, UUID worker, LocalDate from, @Nullable LocalDate to)
            throws Exception {
        var last = to == null ? "null" : "\"" + to + "\"";
        return doors().send(who, """
                {"from": "%s", "to": %s}""".formatted(from, last), "/workers/{id}/absences", worker);
    }

    private ResultActions lead(String team, UUID family, UUID worker) throws Exception {
        return doors().send(manager(team), """
                {"workerId": "%s"}""".formatted(worker), "/families/{id}/lead", family);
    }

    private String absenceOf(String team, UUID worker) throws Exception {
        var body = doors().look(manager(team), "/workers/{id}/absences", worker)
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonMapper.shared().readTree(body).get(0).path("absenceId").asString();
    }

    private UUID held(String team, Instant at) {
        var family = UuidCreator.getTimeOrderedEpoch();
        topics.tell(
                "referral",
                new ReferralAcceptedV1(
                        UuidCreator.getTimeOrderedEpoch(),
                        family,
                        family,
                        List.of(UuidCreator.getTimeOrderedEpoch()),
                        "E07000117:YY%s 1".formatted(team.substring(2)),
                        "E07000117",
                        false,
                        List.of(),
                        false,
                        at.minusSeconds(3600),
                        at));
        return family;
    }

    private String team(int room) throws Exception {
        int number = NUMBER.incrementAndGet();
        var team = "A0" + number;
        doors().send(Tokens.operator("backfill"), """
                        {"code": "%s", "name": "Made for a test", "districtCode": "E07000117", "capacityPoints": %d,
                         "effectiveFrom": "2026-01-05", "liveFrom": "2026-01-05", "areas": ["E07000117:YY%d 1"]}""".formatted(team, room, number), "/teams")
                .andExpect(status().isCreated());
        return team;
    }

    private UUID workerOf(String team) throws Exception {
        var worker = UUID.randomUUID();
        doors().send(Tokens.operator(), """
                        {"workerId": "%s", "name": "Mx Example-Wren", "roles": [{"role": "SOCIAL_WORKER", "teamCode": "%s"}]}""".formatted(worker, team), "/workers").andExpect(status().isCreated());
        return worker;
    }

    private RequestPostProcessor manager(String team) {
        return Tokens.staff(roles.worker(Role.TEAM_MANAGER, team));
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
