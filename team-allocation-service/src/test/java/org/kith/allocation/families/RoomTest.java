package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kith.allocation.Doors;
import org.kith.allocation.teams.AreaCode;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class RoomTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private Waiting waiting;

    @Autowired
    private AllocateFamilyHandler allocateFamily;

    @Autowired
    private ClosedTeamWatch closedTeams;

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void a_batch_fills_a_team_to_the_last_place_and_no_further() throws Exception {
        var team = team(3);
        var families = new ArrayList<Accepted>();
        for (int i = 0; i < 8; i++) {
            families.add(team.family());
        }

        families.forEach(family -> topics.say("referral", family.fact()));

        families.forEach(family ->
                topics.heard("referral", Topics.COUNCIL, family.family().toString(), 1));
        assertThat(families)
                .filteredOn(family -> !topics.announcedSoFar(
                                FamilyAllocatedV1.class, family.family().toString())
                        .isEmpty())
                .hasSize(3);
        assertThat(families)
                .filteredOn(family -> !topics.announcedSoFar(
                                FamilyWaitingV1.class, family.family().toString())
                        .isEmpty())
                .hasSize(5);
        holds(team, 3);
    }

    @Test
    void many_allocations_at_once_never_exceed_the_room() throws Exception {
        var team = team(5);

        atOnce(IntStream.range(0, 12)
                .mapToObj(number -> team.family())
                .<Runnable>map(family -> () -> untilItWorks(family))
                .toList());

        holds(team, 5);
        doors().look(manager(team), "/teams/{code}/board", team.code())
                .andExpect(jsonPath("$.waitingTotal").value(7))
                .andExpect(jsonPath("$.families.length()").value(5));
        doors().look(Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)), "/teams/{code}/board", team.code())
                .andExpect(jsonPath("$.waiting.length()").value(7))
                .andExpect(jsonPath("$.families.length()").value(0));
    }

    @Test
    void batches_that_fill_the_same_teams_in_any_order_wait_for_each_other() throws Exception {
        var teams = List.of(team(6), team(6), team(6));

        atOnce(IntStream.range(0, 9)
                .<Runnable>mapToObj(number -> {
                    var families =
                            new ArrayList<>(teams.stream().map(TestTeam::family).toList());
                    Collections.rotate(families, number);
                    return () -> untilTheRoomIsKnown(families);
                })
                .toList());

        for (var team : teams) {
            holds(team, 6);
        }
    }

    @Test
    void when_a_team_gets_room_those_in_danger_come_first_then_those_that_wait_longest() throws Exception {
        var team = team(0);
        var first = team.family();
        var second = team.family().again();
        var danger = team.family().again().again().inDanger();
        for (var family : List.of(first, second, danger)) {
            topics.tell("referral", family.fact());
        }

        doors().change(Tokens.operator(), """
                        {"capacityPoints": 2}""", "/teams/{code}", team.code()).andExpect(status().isOk());

        assertThat(topics.announced(FamilyAllocatedV1.class, danger.family().toString()))
                .hasSize(1);
        assertThat(topics.announced(FamilyAllocatedV1.class, first.family().toString()))
                .hasSize(1);
        assertThat(topics.announcedSoFar(
                        FamilyAllocatedV1.class, second.family().toString()))
                .isEmpty();
        holds(team, 2);
        roles.inLancashire(
                () -> assertThat(waiting.about(second.family().toString())).hasSize(1));
    }

    @Test
    void when_a_family_is_closed_the_next_one_follows() throws Exception {
        var team = team(1);
        var first = team.family();
        var second = team.family();
        topics.tell("referral", first.fact());
        topics.tell("referral", second.fact());

        doors().send(manager(team), """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", first.family()).andExpect(status().isOk());

        assertThat(topics.announced(FamilyAllocatedV1.class, second.family().toString()))
                .extracting(FamilyAllocatedV1::teamCode)
                .containsExactly(team.code());
        holds(team, 1);
    }

    @Test
    void a_full_team_takes_nobody_by_hand_either() throws Exception {
        var full = team(1);
        topics.tell("referral", full.family().fact());
        var waits = Accepted.newFamily().withProtectedAddress();
        topics.tell("referral", waits.fact());
        var held = Accepted.newFamily();
        topics.tell("referral", held.fact());

        doors().send(
                        Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)),
                        """
                        {"teamCode": "%s", "reason": "Nearer"}""".formatted(full.code()),
                        "/families/{id}/place",
                        waits.family())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-full"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
        doors().send(
                        Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")),
                        """
                        {"teamCode": "%s", "reasonCode": "MOVED"}""".formatted(full.code()),
                        "/families/{id}/transfer",
                        held.family())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-full"));
        holds(full, 1);
    }

    @Test
    void placing_a_family_elsewhere_than_its_full_team_is_an_override() throws Exception {
        var full = team(0);
        var family = full.family();
        topics.tell("referral", family.fact());

        doors().send(
                        Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)),
                        """
                        {"teamCode": "T01", "reason": "It cannot wait"}""",
                        "/families/{id}/place",
                        family.family())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decisions[0].reasonCode").value("OVERRIDE"))
                .andExpect(jsonPath("$.decisions[0].runnerUp").value(full.code()));

        assertThat(topics.announced(FamilyAllocatedV1.class, family.family().toString()))
                .extracting(FamilyAllocatedV1::reasonCode)
                .containsExactly("OVERRIDE");
    }

    @Test
    void a_team_that_is_not_live_takes_nobody() throws Exception {
        var waits = Accepted.newFamily().withProtectedAddress();
        topics.tell("referral", waits.fact());
        doors().send(Tokens.operator(), """
                        {"code": "RN%d", "name": "Not yet", "districtCode": "E07000117", "capacityPoints": 9, "liveFrom": "2040-01-02"}""".formatted(NUMBER.incrementAndGet()), "/teams")
                .andExpect(status().isCreated());

        doors().send(
                        Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)),
                        """
                        {"teamCode": "RN%d", "reason": "Nearer"}""".formatted(NUMBER.get()),
                        "/families/{id}/place",
                        waits.family())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-not-live"));
    }

    @Test
    void a_waiting_family_follows_its_area_to_the_team_that_takes_it_over() throws Exception {
        var full = team(0);
        var family = full.family();
        topics.tell("referral", family.fact());
        var other = team(4);

        doors().change(Tokens.operator(), """
                        {"areas": ["%s"]}""".formatted(full.area()), "/teams/{code}", other.code())
                .andExpect(status().isOk());

        assertThat(topics.announced(FamilyAllocatedV1.class, family.family().toString()))
                .extracting(FamilyAllocatedV1::teamCode)
                .containsExactly(other.code());
    }

    @Test
    void a_team_that_holds_families_does_not_close_today() throws Exception {
        var team = team(2);
        topics.tell("referral", team.family().fact());
        var other = team(2);
        doors().change(Tokens.operator(), """
                        {"areas": ["%s"]}""".formatted(team.area()), "/teams/{code}", other.code())
                .andExpect(status().isOk());

        doors().change(Tokens.operator("backfill"), """
                        {"closedFrom": "2026-11-01"}""", "/teams/{code}", team.code())
                .andExpect(status().isConflict());
        doors().change(
                        Tokens.operator(),
                        """
                        {"closedFrom": "%s"}""".formatted(LocalDate.now(ZoneId.of("Europe/London"))),
                        "/teams/{code}",
                        team.code())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-holds-families"));
    }

    @Test
    void a_team_that_closes_with_families_takes_no_more_and_somebody_is_asked_to_move_them() throws Exception {
        var team = team(5);
        var other = team(5);
        var held = team.family();
        topics.tell("referral", held.fact());
        var today = LocalDate.now(ZoneId.of("Europe/London"));
        doors().change(
                        Tokens.operator("backfill"),
                        """
                        {"areas": ["%s"], "effectiveFrom": "%s"}""".formatted(team.area(), today.plusDays(3)),
                        "/teams/{code}",
                        other.code())
                .andExpect(status().isOk());
        doors().change(
                        Tokens.operator("backfill"),
                        """
                        {"closedFrom": "%s", "effectiveFrom": "%s"}""".formatted(today.plusDays(3), today),
                        "/teams/{code}",
                        team.code())
                .andExpect(status().isOk());

        roles.inLancashire(() -> closedTeams.look());
        roles.inLancashire(() -> assertThat(tasksFor(team)).isEmpty());

        theDayComes(team, today);
        roles.inLancashire(() -> closedTeams.look());
        roles.inLancashire(() -> assertThat(tasksFor(team))
                .singleElement()
                .returns("TEAM_MANAGER", Waiting.Item::ownerCode)
                .returns("TEAM_CLOSED", Waiting.Item::reasonCode));
        doors().look(manager(team), "/teams/" + team.code() + "/board")
                .andExpect(jsonPath("$.closing.text").value("Move its families to other teams: it is closed"))
                .andExpect(jsonPath("$.closing.limitAt").isNotEmpty());
        var late = Accepted.newFamily().livingIn(null, "E07000117");
        topics.tell("referral", late.fact());
        doors().send(
                        Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)),
                        """
                        {"teamCode": "%s", "reason": "Made up"}""".formatted(team.code()),
                        "/families/{id}/place",
                        late.family())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("team-not-live"));

        doors().send(manager(team), """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", held.family()).andExpect(status().isOk());
        roles.inLancashire(() -> closedTeams.look());
        roles.inLancashire(() -> assertThat(tasksFor(team)).isEmpty());
    }

    private List<Waiting.Item> tasksFor(TestTeam team) {
        return waiting.open(ClosedTeamWatch.TASK, 0, 500).stream()
                .filter(task -> task.key().equals(team.code()))
                .toList();
    }

    /** What was planned for a day ahead is true today, without waiting for it. */
    private void theDayComes(TestTeam team, LocalDate today) {
        roles.inLancashire(() -> {
            sql.update("""
                    insert into team_state (council, id, team_code, effective_from, name, capacity_points, live_from,
                        closed_from, recorded_at, recorded_by)
                    select council, ?, team_code, ?, name, capacity_points, live_from, ?, now(), 'test'
                    from team_state where team_code = ? limit 1""", UUID.randomUUID(), today, today, team.code());
            sql.update("update team_book set revision = ?", UUID.randomUUID());
        });
    }

    /** A team of its own for a test, live since January, with an area nobody else serves. */
    private record TestTeam(String code, String area) {

        Accepted family() {
            return Accepted.newFamily().livingIn(area, "E07000117");
        }
    }

    private TestTeam team(int room) throws Exception {
        int number = NUMBER.incrementAndGet();
        var team = new TestTeam("R0" + number, "E07000117:ZZ%d 1".formatted(number));
        doors().send(Tokens.operator("backfill"), """
                        {"code": "%s", "name": "Made for a test", "districtCode": "E07000117", "capacityPoints": %d,
                         "effectiveFrom": "2026-01-05", "liveFrom": "2026-01-05", "areas": ["%s"]}""".formatted(team.code(), room, team.area()), "/teams")
                .andExpect(status().isCreated());
        return team;
    }

    private static void atOnce(List<Runnable> acts) throws Exception {
        var start = new CountDownLatch(1);
        var done = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var act : acts) {
                done.add(threads.submit(() -> {
                    start.await();
                    act.run();
                    return true;
                }));
            }
            start.countDown();
            for (var each : done) {
                each.get();
            }
        }
    }

    private void untilItWorks(Accepted family) {
        boolean done = false;
        while (!done) {
            try {
                roles.inLancashire(() -> allocate(family));
                done = true;
            } catch (ConcurrencyFailureException meanwhile) {
                // what the inbox does: run it again
            }
        }
    }

    /** As a heard batch, in one transaction; whoever is locked out by another fails the test. */
    private void untilTheRoomIsKnown(List<Accepted> families) {
        var transaction = new TransactionTemplate(transactions);
        boolean done = false;
        while (!done) {
            try {
                roles.inLancashire(() -> transaction.executeWithoutResult(status -> families.forEach(this::allocate)));
                done = true;
            } catch (OptimisticLockingFailureException filledUpMeanwhile) {
                assertThat(filledUpMeanwhile).hasMessageContaining("filled up meanwhile");
            }
        }
    }

    private void allocate(Accepted family) {
        allocateFamily.handle(new AllocateFamily(
                new FamilyId(family.family()),
                new ReferralId(family.referral()),
                new AreaCode(String.valueOf(family.area())),
                null,
                false,
                false,
                family.at()));
    }

    private void holds(TestTeam team, int families) throws Exception {
        doors().look(Tokens.staff(UUID.randomUUID()), "/teams/{code}", team.code())
                .andExpect(jsonPath("$.held").value(families));
    }

    private RequestPostProcessor manager(TestTeam team) {
        return Tokens.staff(roles.worker(Role.TEAM_MANAGER, team.code()));
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
