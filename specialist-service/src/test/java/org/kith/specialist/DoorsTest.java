package org.kith.specialist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.contracts.referral.FamilyAccessChangedV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.specialist.requests.HandBackReason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ServiceTest
class DoorsTest {

    @SuppressWarnings("TimeInStaticInitializer") // near enough for hours and days
    private static final Instant NOW = Instant.now(Clock.systemUTC());

    private static final String VISIT = "{\"kindCode\": \"VISIT\", \"text\": \"We talked about a quiet week.\"}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Topics topics;

    @Autowired
    private Roles roles;

    @Autowired
    private Involvements involvements;

    @Autowired
    private JdbcTemplate sql;

    private World world;
    private String team;

    @BeforeEach
    void begin() {
        world = new World(mvc, topics, roles);
        team = World.newTeam();
    }

    @AfterEach
    void clear() throws Exception {
        world.clear();
    }

    @Test
    void a_practitioner_accepts_records_and_finishes() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var lead = roles.worker(Role.SOCIAL_WORKER, team);
        roles.involve(lead, family, Involvements.As.LEAD_PRACTITIONER, "", World.AT);

        var tray = world.read("/tray", Tokens.staff(recovery));
        var item = tray.path("items").get(0);
        var request = item.path("requestId").asString();

        assertThat(tray.path("total").asInt()).isEqualTo(1);
        assertThat(item.path("state").asString()).isEqualTo("ASSIGNED");
        assertThat(item.path("leadWorkerId").asString()).isEqualTo(lead.toString());
        assertThat(Instant.parse(item.path("acceptBy").asString()))
                .isAfter(Instant.parse(item.path("assignedAt").asString()));
        assertThat(post(request, "accept", recovery, "{}")).isEqualTo("204");
        assertThat(world.read("/tray", Tokens.staff(recovery))
                        .path("items")
                        .get(0)
                        .path("acceptBy")
                        .isNull())
                .isTrue();
        assertThat(post(request, "inputs", recovery, VISIT)).isEqualTo("201");
        assertThat(post(request, "finish", recovery, "{}")).isEqualTo("204");
        assertThat(world.read("/tray", Tokens.staff(recovery)).path("total").asInt())
                .isZero();
        assertThat(topics.announced(SpecialistInputRecordedV1.class, family.toString()))
                .extracting(SpecialistInputRecordedV1::kindCode)
                .containsExactly("VISIT");
        assertThat(topics.announced(SpecialistEndedV1.class, family.toString()))
                .extracting(SpecialistEndedV1::reasonCode)
                .containsExactly("FINISHED");
    }

    @Test
    void a_list_of_drafts_says_which_family_each_is_about() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var request = world.read("/tray", Tokens.staff(recovery))
                .path("items")
                .get(0)
                .path("requestId")
                .asString();
        for (var about : List.of(request, UUID.randomUUID())) {
            world.post(
                    "/drafts",
                    Tokens.staff(recovery),
                    "{\"form\": \"SPECIALIST_INPUT\", \"about\": \"" + about + "\", \"fields\": {}}");
        }

        var items = world.read("/drafts", Tokens.staff(recovery)).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("familyId").isNull()).isTrue();
        assertThat(items.get(1).path("familyId").asString()).isEqualTo(family.toString());
    }

    @Test
    void what_is_handed_back_goes_to_somebody_else_with_the_reason_kept() throws Exception {
        var first = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var second = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var request = world.requestId(family, team, "SUBSTANCE_MISUSE").toString();

        var answer = post(request, "hand-back", first, """
                {"reasonCode": "CONFLICT_OF_INTEREST", "note": "My sister lives there."}""");

        assertThat(answer).isEqualTo("204");
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(first, second);
        assertThat(world.request(family, team, "SUBSTANCE_MISUSE").path("decisions"))
                .extracting(decision -> decision.path("outcome").asString())
                .containsExactly("OPENED", "ASSIGNED", "HANDED_BACK", "ASSIGNED");
        assertThat(post(request, "accept", first, "{}")).isEqualTo("409 someone-elses-request");
    }

    @Test
    void whoever_the_family_was_closed_to_can_still_hand_it_back() throws Exception {
        var first = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var request = world.requestId(family, team, "SUBSTANCE_MISUSE").toString();
        var second = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(), Set.of(first))));

        assertThat(post(request, "accept", first, "{}")).startsWith("404");
        assertThat(post(request, "hand-back", first, """
                {"reasonCode": "CONFLICT_OF_INTEREST"}""")).isEqualTo("204");

        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(first, second);
        assertThat(post(request, "hand-back", first, "{\"reasonCode\": \"AWAY\"}"))
                .isEqualTo("409 someone-elses-request");
    }

    @Test
    void whoever_places_what_was_handed_back_reads_why() throws Exception {
        var only = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var request = world.requestId(family, team, "SUBSTANCE_MISUSE").toString();

        assertThat(post(request, "hand-back", only, """
                {"reasonCode": "OTHER", "note": "I knew the father at school."}""")).isEqualTo("204");

        var waiting = world.read("/queue?limit=200", Tokens.staff(roles.worker(Role.TEAM_MANAGER, team)))
                .path("items")
                .valueStream()
                .filter(item -> item.path("requestId").asString().equals(request))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.path("handedBack").path("note").asString()).isEqualTo("I knew the father at school.");
        assertThat(waiting.path("handedBack").path("reasonText").asString()).isEqualTo(HandBackReason.OTHER.words());
    }

    @Test
    void a_closing_said_of_an_absorbed_family_leaves_the_survivors_team_and_lead_alone() throws Exception {
        var survivor = world.heldFamily(team, "MENTAL_HEALTH");
        var otherTeam = World.newTeam();
        var absorbed = world.heldFamily(otherTeam, "MENTAL_HEALTH");
        var lead = roles.worker(Role.SOCIAL_WORKER, team);
        roles.involve(lead, survivor, Involvements.As.LEAD_PRACTITIONER, "", World.AT);
        world.joined(survivor, absorbed);

        world.closed(absorbed, otherTeam);

        assertThat(world.family(survivor, team).path("requests")).isNotEmpty();
        roles.inLancashire(() -> {
            assertThat(involvements.teamOf(survivor)).isEqualTo(team);
            assertThat(involvements.withFamily(survivor))
                    .filteredOn(one -> one.workerId().equals(lead))
                    .extracting(Involvements.Involvement::until)
                    .containsOnlyNulls();
        });
    }

    @Test
    void who_is_kept_from_a_family_is_never_given_it_by_policy_or_by_a_person() throws Exception {
        var kin = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.newFamily();
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(), Set.of(kin))));
        world.allocated(family, world.accepted(family, "SUBSTANCE_MISUSE"), team);

        var waiting = world.request(family, team, "SUBSTANCE_MISUSE");

        assertThat(waiting.path("state").asString()).isEqualTo("WAITING");
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .isEmpty();
        assertThat(World.answerOf(world.post(
                        "/requests/" + waiting.path("requestId").asString() + "/assign",
                        Tokens.staff(world.manager(team)),
                        "{\"practitionerId\": \"" + kin + "\"}")))
                .isEqualTo("409 may-not-work-with-family");
        var other = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        assertThat(topics.announced(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(other);
    }

    @Test
    void a_restricted_family_is_given_to_named_practitioners_only() throws Exception {
        world.practitioner("SUBSTANCE_MISUSE", team, 50);
        var named = world.practitioner("SUBSTANCE_MISUSE", team, 1);
        var family = world.newFamily();
        topics.tell("referral", new FamilyAccessChangedV1(family, List.of(named), List.of(), Instant.now()));

        world.allocated(family, world.accepted(family, "SUBSTANCE_MISUSE"), team);

        assertThat(topics.announced(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(named);
    }

    @Test
    void two_doors_that_wait_for_each_other_are_both_answered() throws Exception {
        var first = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var request = world.requestId(family, team, "SUBSTANCE_MISUSE");
        var practitionerHeld = new CountDownLatch(1);
        var doorWaits = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // locks in the other order, as a joining or a leaver's hand-over might: practitioner first, request last
            var other = threads.submit(() -> roles.inLancashire(() -> {
                sql.queryForList("select 1 from practitioner where practitioner_id = ? for update", first);
                practitionerHeld.countDown();
                quietly(doorWaits);
                sql.queryForList("select 1 from specialist_request where request_id = ? for update", request);
            }));
            practitionerHeld.await();
            var door = threads.submit(() -> post(request.toString(), "hand-back", first, """
                    {"reasonCode": "CONFLICT_OF_INTEREST", "note": "Made up."}"""));
            await().until(() -> somebodyWaitsForALock());
            doorWaits.countDown();

            other.get();
            assertThat(door.get()).isEqualTo("204");
        }
    }

    private boolean somebodyWaitsForALock() {
        var waiting = new boolean[1];
        roles.inLancashire(() -> waiting[0] = Boolean.TRUE.equals(
                sql.queryForObject("select exists (select from pg_locks where not granted)", Boolean.class)));
        return waiting[0];
    }

    private static void quietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_tray_holds_only_what_is_mine_and_pages() throws Exception {
        var mine = world.practitioner("MENTAL_HEALTH", team, 5);
        for (int i = 0; i < 3; i++) {
            world.heldFamily(team, "MENTAL_HEALTH");
        }
        var other = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        world.heldFamily(team, "SUBSTANCE_MISUSE");

        var page = world.read("/tray?offset=2&limit=2", Tokens.staff(mine));

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("capacity").asInt()).isEqualTo(5);
        assertThat(world.read("/tray", Tokens.staff(other)).path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void each_act_out_of_turn_is_refused_with_its_code() throws Exception {
        var mine = world.practitioner("MENTAL_HEALTH", team, 5);
        var colleague = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var stranger = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var family = world.heldFamily(team, "MENTAL_HEALTH", "SUBSTANCE_MISUSE");
        var request = world.requestId(family, team, "MENTAL_HEALTH").toString();

        assertThat(post(request, "inputs", mine, VISIT)).isEqualTo("409 request-not-accepted");
        assertThat(post(request, "finish", mine, "{}")).isEqualTo("409 request-not-accepted");
        assertThat(post(request, "accept", colleague, "{}")).isEqualTo("409 someone-elses-request");
        assertThat(post(request, "accept", stranger, "{}")).isEqualTo("404 not-found");
        assertThat(post(UUID.randomUUID().toString(), "accept", mine, "{}")).isEqualTo("404 not-found");
        assertThat(post(request, "accept", mine, "{}")).isEqualTo("204");
        assertThat(post(request, "accept", mine, "{}")).isEqualTo("409 request-already-accepted");
        assertThat(post(request, "inputs", colleague, VISIT)).isEqualTo("409 someone-elses-request");
        assertThat(post(request, "finish", mine, "{}")).isEqualTo("204");
        assertThat(post(request, "inputs", mine, VISIT)).isEqualTo("409 request-ended");
        assertThat(post(request, "hand-back", mine, "{\"reasonCode\": \"AWAY\"}"))
                .isEqualTo("409 request-ended");
        assertThat(post(request, "finish", colleague, "{}")).isEqualTo("409 request-ended");
    }

    @Test
    void a_form_is_told_everything_that_is_wrong_at_once() throws Exception {
        var mine = world.practitioner("MENTAL_HEALTH", team, 5);
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        var request = world.requestId(family, team, "MENTAL_HEALTH").toString();
        post(request, "accept", mine, "{}");

        assertThat(post(request, "inputs", mine, "{\"kindCode\": \"TELEPATHY\", \"text\": \" \"}"))
                .isEqualTo("422 kindCode:unknown-code,text:missing");
        assertThat(post(request, "inputs", mine, "{}")).isEqualTo("422 kindCode:missing,text:missing");
        assertThat(post(request, "inputs", mine, "{\"happenedAt\": \"%s\"}".formatted(NOW.plus(1, ChronoUnit.HOURS))))
                .as("all that is wrong is said at once")
                .isEqualTo("422 kindCode:missing,text:missing,happenedAt:time-in-the-future");
        assertThat(post(request, "inputs", mine, input(NOW.plus(1, ChronoUnit.HOURS))))
                .isEqualTo("422 happenedAt:time-in-the-future");
        assertThat(post(request, "inputs", mine, input(NOW.minus(40, ChronoUnit.DAYS))))
                .isEqualTo("422 happenedAt:time-too-long-ago");
        assertThat(post(request, "hand-back", mine, "{\"reasonCode\": \"MOODY\"}"))
                .isEqualTo("422 reasonCode:unknown-code");
        assertThat(post(request, "hand-back", mine, "{\"reasonCode\": \"OTHER\"}"))
                .isEqualTo("422 note:missing");
        assertThat(post(request, "inputs", mine, "{\"kindCode\": ")).isEqualTo("400 malformed-json");
        assertThat(World.answerOf(world.post("/practitioners", Tokens.operator(), "{}")))
                .isEqualTo("422 workerId:missing,discipline:missing,capacity:missing");
        assertThat(World.answerOf(world.post("/practitioners", Tokens.operator(), """
                {"workerId": "%s", "discipline": "JUGGLING", "teamCode": "no spaces", "capacity": 900, "email": "nobody"}""".formatted(UUID.randomUUID()))))
                .isEqualTo(
                        "422 discipline:unknown-code,teamCode:unknown-code,capacity:out-of-range,email:not-an-address");
        assertThat(World.answerOf(world.get("/practitioners?discipline=JUGGLING", Tokens.operator())))
                .isEqualTo("422 discipline:unknown-code");
        assertThat(World.answerOf(world.get("/practitioners?limit=1", Tokens.operator())))
                .as("of every discipline")
                .startsWith("200");
    }

    @Test
    void work_of_long_ago_is_taken_from_who_may_backfill() throws Exception {
        var mine = world.practitioner("MENTAL_HEALTH", team, 5);
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        var request = world.requestId(family, team, "MENTAL_HEALTH");
        post(request.toString(), "accept", mine, "{}");
        var longAgo = NOW.minus(200, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

        var answer = world.post("/requests/" + request + "/inputs", Tokens.staff(mine, "backfill"), input(longAgo));

        assertThat(World.answerOf(answer)).isEqualTo("201");
        assertThat(topics.announced(SpecialistInputRecordedV1.class, family.toString()))
                .extracting(SpecialistInputRecordedV1::happenedAt)
                .containsExactly(longAgo);
    }

    @Test
    void a_manager_chooses_within_the_rules() throws Exception {
        var full = world.practitioner("MENTAL_HEALTH", team, 1);
        world.heldFamily(team, "MENTAL_HEALTH");
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        var free = world.practitioner("MENTAL_HEALTH", team, 2);
        var elsewhere = world.practitioner("MENTAL_HEALTH", World.newTeam(), 2);
        var other = world.practitioner("SUBSTANCE_MISUSE", team, 2);
        var away = world.practitioner("MENTAL_HEALTH", team, 2);
        var today = LocalDate.ofInstant(NOW, ZoneId.of("Europe/London"));
        assertThat(World.answerOf(world.post("/practitioners/" + away + "/leave", Tokens.operator(), "{}")))
                .isEqualTo("422 from:missing,until:missing");
        world.post("/practitioners/" + away + "/leave", Tokens.operator(), """
                {"from": "%s", "until": "%s"}""".formatted(
                        today.minusDays(1), today.plusDays(7)));
        var request = world.requestId(family, team, "MENTAL_HEALTH").toString();
        var manager = world.manager(team);

        assertThat(assign(request, manager, free)).isEqualTo("409 already-assigned");
        assertThat(assign(request, manager, full)).isEqualTo("409 practitioner-full");
        assertThat(assign(request, manager, elsewhere)).isEqualTo("409 practitioner-of-another-team");
        assertThat(assign(request, manager, other)).isEqualTo("409 wrong-discipline");
        assertThat(assign(request, manager, away)).isEqualTo("409 practitioner-away");
        assertThat(assign(request, manager, UUID.randomUUID())).isEqualTo("422 unknown-practitioner");
        assertThat(post(request, "assign", manager, "{}")).isEqualTo("422 practitionerId:missing");
        assertThat(assign(request, world.manager(World.newTeam()), free)).isEqualTo("404 not-found");
        assertThat(assign(request, free, free)).isEqualTo("404 not-found");

        var pooled = world.practitioner("MENTAL_HEALTH", null, 2);
        world.practitioner("MENTAL_HEALTH", null, 0);
        world.practitioner("MENTAL_HEALTH", World.newTeam(), 5);
        var choice = world.read("/requests/" + request + "/practitioners", Tokens.staff(manager));
        assertThat(choice.path("items"))
                .as("nobody of another team, nobody full, not whoever has it")
                .extracting(one -> one.path("practitionerId").asString())
                .contains(pooled.toString())
                .allSatisfy(id -> assertThat(id).isNotEqualTo(free.toString()));
        assertThat(choice.path("items"))
                .allSatisfy(one -> assertThat(one.path("held").asInt())
                        .isLessThan(one.path("capacity").asInt()));
        assertThat(assign(request, manager, pooled)).isEqualTo("204");
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(free, pooled);
        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, family.toString()))
                .extracting(SpecialistEndedV1::practitionerId, SpecialistEndedV1::reasonCode)
                .containsExactly(tuple(free, "HANDED_BACK"));

        world.closed(family, team);
        assertThat(assign(request, manager, free)).isIn("409 request-ended", "404 not-found");
    }

    @Test
    void a_manager_cannot_put_one_person_on_both_sides_either() throws Exception {
        var both = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        world.register(both, "DOMESTIC_ABUSE_PERPETRATOR", team, 5, null);
        var family = world.heldFamily(team, "DOMESTIC_ABUSE_SURVIVOR", "DOMESTIC_ABUSE_PERPETRATOR");
        var survivors = world.request(family, team, "DOMESTIC_ABUSE_SURVIVOR");
        var perpetrators = world.request(family, team, "DOMESTIC_ABUSE_PERPETRATOR");

        assertThat(survivors.path("practitionerId").asString()).isEqualTo(both.toString());
        assertThat(perpetrators.path("state").asString()).isEqualTo("WAITING");
        assertThat(assign(perpetrators.path("requestId").asString(), world.manager(team), both))
                .isEqualTo("409 works-with-other-side");

        assertThat(post(survivors.path("requestId").asString(), "hand-back", both, "{\"reasonCode\": \"AWAY\"}"))
                .isEqualTo("204");
        assertThat(assign(perpetrators.path("requestId").asString(), world.manager(team), both))
                .as("also long after")
                .isEqualTo("409 works-with-other-side");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SPECIALIST"},
            mode = EnumSource.Mode.EXCLUDE)
    void only_specialists_have_a_tray(Role role) throws Exception {
        var worker = roles.worker(role, team);

        assertThat(World.answerOf(world.get("/tray", Tokens.staff(worker)))).isEqualTo("403 not-allowed");
        assertThat(post(UUID.randomUUID().toString(), "accept", worker, "{}")).isEqualTo("403 not-allowed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void only_administrators_and_operators_keep_the_list(Role role) throws Exception {
        var worker = roles.worker(role, team);

        assertThat(World.answerOf(world.post("/practitioners", Tokens.staff(worker), "{}")))
                .isEqualTo("403 not-allowed");
        assertThat(World.answerOf(
                        world.post("/practitioners/" + UUID.randomUUID() + "/leave", Tokens.staff(worker), "{}")))
                .isEqualTo("403 not-allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "SCREENING_WORKER, 403",
        "SPECIALIST, 403",
        "PERFORMANCE_ANALYST, 403",
        "ADMINISTRATOR, 403",
        "SOCIAL_WORKER, 200",
        "TEAM_MANAGER, 200",
        "ALLOCATION_DUTY, 200",
        "PRACTICE_LEAD, 200"
    })
    void the_queue_is_for_those_who_can_do_something_about_it(Role role, int status) throws Exception {
        var worker = roles.worker(role, team);

        var answer = world.get("/queue", Tokens.staff(worker));

        assertThat(answer.getResponse().getStatus()).isEqualTo(status);
    }

    @Test
    void duty_sees_the_whole_countys_queue_and_a_manager_their_own() throws Exception {
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        var elsewhere = World.newTeam();
        world.heldFamily(elsewhere, "MENTAL_HEALTH");

        var mine = world.read("/queue?limit=200", Tokens.staff(world.manager(team)));
        var all = world.read("/queue?limit=200", Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)));

        assertThat(mine.path("items"))
                .extracting(item -> item.path("familyId").asString())
                .containsExactly(family.toString());
        assertThat(all.path("items"))
                .extracting(item -> item.path("teamCode").asString())
                .contains(team, elsewhere);
    }

    @Test
    void nobody_but_staff_gets_past_the_doors() throws Exception {
        for (RequestPostProcessor outsider :
                new RequestPostProcessor[] {Tokens.agency("POLICE"), Tokens.publicIntake(), Tokens.analyst()}) {
            assertThat(World.answerOf(world.get("/tray", outsider))).startsWith("403");
            assertThat(World.answerOf(world.get("/queue", outsider))).startsWith("403");
            assertThat(World.answerOf(world.get("/practitioners", outsider))).startsWith("403");
            assertThat(World.answerOf(world.get("/families/" + UUID.randomUUID(), outsider)))
                    .isEqualTo("404 not-found");
        }
        assertThat(World.answerOf(world.get("/tray", Tokens.operator()))).startsWith("403");
        assertThat(mvc.perform(get("/tray")).andReturn().getResponse().getStatus())
                .isEqualTo(401);
    }

    @Test
    void another_council_sees_nothing() throws Exception {
        var mine = world.practitioner("MENTAL_HEALTH", team, 5);
        var family = world.heldFamily(team, "MENTAL_HEALTH");

        assertThat(World.answerOf(world.get("/families/" + family, Tokens.staffOf("E10000020", mine))))
                .isEqualTo("404 not-found");
        assertThat(World.answerOf(world.get("/tray", Tokens.staffOf("E10000020", mine))))
                .startsWith("403");
    }

    @Test
    void the_list_of_practitioners_shows_load_and_no_mailbox() throws Exception {
        var pooled = world.practitioner("MENTAL_HEALTH", null, 3, "example-wren@example.org");
        var one = world.heldFamily(team, "MENTAL_HEALTH");
        var two = world.heldFamily(World.newTeam(), "MENTAL_HEALTH");

        var list = world.read("/practitioners?discipline=MENTAL_HEALTH&limit=200", Tokens.operator());

        assertThat(list.path("items"))
                .filteredOn(item -> item.path("practitionerId").asString().equals(pooled.toString()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path("held").asInt())
                            .as("counted once over teams")
                            .isEqualTo(2);
                    assertThat(item.path("capacity").asInt()).isEqualTo(3);
                    assertThat(item.path("teamCode").isNull()).isTrue();
                });
        assertThat(list.toString()).doesNotContain("@");
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void the_doors_and_the_facts_describe_themselves() throws Exception {
        assertThat(mvc.perform(get("/v3/api-docs").with(Tokens.operator()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("/tray", "/requests/{requestId}/hand-back", "/families/{familyId}", "/queue");
    }

    @Test
    void forms_find_their_codes() throws Exception {
        var codes = world.read("/codes", Tokens.staff(roles.worker(Role.SPECIALIST, team)));

        assertThat(codes.path("disciplines")).hasSize(4);
        assertThat(codes.path("inputKinds"))
                .extracting(code -> code.path("code").asString())
                .containsExactly("VISIT", "CALL", "GROUP", "OTHER");
        assertThat(codes.path("handBackReasons")).hasSize(5);
    }

    private String assign(String request, UUID by, UUID practitioner) throws Exception {
        return post(request, "assign", by, "{\"practitionerId\": \"%s\"}".formatted(practitioner));
    }

    private String post(String request, String act, UUID as, String body) throws Exception {
        return World.answerOf(world.post("/requests/" + request + "/" + act, Tokens.staff(as), body));
    }

    private static String input(Instant happenedAt) {
        return "{\"kindCode\": \"CALL\", \"happenedAt\": \"%s\", \"text\": \"A short call.\"}".formatted(happenedAt);
    }
}
