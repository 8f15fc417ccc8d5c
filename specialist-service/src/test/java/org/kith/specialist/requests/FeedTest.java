package org.kith.specialist.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.contracts.specialist.SpecialistRequestedV1;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Involvements.As;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.kith.specialist.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class FeedTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Topics topics;

    @Autowired
    private Roles roles;

    @Autowired
    private RequestLists lists;

    @Autowired
    private Waiting waiting;

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
    void acceptance_then_allocation_opens_and_assigns_one_request_for_each_discipline() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var nurse = world.practitioner("MENTAL_HEALTH", team, 5);
        var family = world.newFamily();

        var referral = world.accepted(family, "SUBSTANCE_MISUSE", "MENTAL_HEALTH");
        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .isEmpty();
        world.allocated(family, referral, team);

        assertThat(topics.onBroker(SpecialistAssignedV1.class, Topics.COUNCIL, family.toString(), 2))
                .extracting(SpecialistAssignedV1::discipline, SpecialistAssignedV1::practitionerId)
                .containsExactly(tuple("SUBSTANCE_MISUSE", recovery), tuple("MENTAL_HEALTH", nurse));
        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .allSatisfy(requested -> {
                    assertThat(requested.teamCode()).isEqualTo(team);
                    assertThat(requested.requestedAt()).isEqualTo(World.AT.plusSeconds(60));
                })
                .hasSize(2);
    }

    @Test
    void allocation_then_acceptance_comes_to_the_same() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.newFamily();
        var referral = UUID.randomUUID();

        world.allocated(family, referral, team);
        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .isEmpty();
        world.accepted(family, referral, false, "SUBSTANCE_MISUSE");

        assertThat(topics.onBroker(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(recovery);
        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .extracting(SpecialistRequestedV1::requestedAt)
                .containsExactly(World.AT.plusSeconds(60));
    }

    @Test
    void a_further_discipline_in_a_later_referral_opens_only_the_new_one() throws Exception {
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");

        var second = world.accepted(family, "SUBSTANCE_MISUSE", "MENTAL_HEALTH");
        world.allocated(family, second, team);

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .extracting(SpecialistRequestedV1::discipline)
                .containsExactly("SUBSTANCE_MISUSE", "MENTAL_HEALTH");
    }

    @Test
    void nothing_needed_opens_nothing() {
        var family = world.heldFamily(team);

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .isEmpty();
    }

    @Test
    void a_discipline_we_do_not_know_is_refused_and_the_stream_goes_on() throws Exception {
        var family = world.newFamily();

        world.accepted(family, "WISHFUL_THINKING");
        var second = world.accepted(family, "MENTAL_HEALTH");
        world.allocated(family, second, team);

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .extracting(SpecialistRequestedV1::discipline)
                .containsExactly("MENTAL_HEALTH");
        assertThat(topics.parked(family.toString())).isEmpty();
    }

    @Test
    void closing_ends_every_open_request_and_the_next_referral_opens_again() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 1);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE", "MENTAL_HEALTH");

        world.closed(family, team);

        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, family.toString()))
                .extracting(SpecialistEndedV1::practitionerId, SpecialistEndedV1::reasonCode)
                .containsExactly(tuple(recovery, "FAMILY_CLOSED"));
        assertThat(world.get("/families/" + family, Tokens.staff(recovery))
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);

        var again = world.accepted(family, "SUBSTANCE_MISUSE");
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .hasSize(1);
        world.allocated(family, again, team);
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(recovery, recovery);
    }

    @Test
    void an_acceptance_heard_after_the_closing_of_its_work_opens_nothing() {
        var family = world.newFamily();
        var referral = UUID.randomUUID();

        world.allocated(family, referral, team);
        world.closed(family, team);
        world.accepted(family, referral, false, "MENTAL_HEALTH");

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .isEmpty();
    }

    @Test
    void a_second_acceptance_heard_before_the_first_closing_is_opened_by_its_own_allocation() {
        var family = world.newFamily();
        var first = world.accepted(family, "SUBSTANCE_MISUSE");
        var second = world.accepted(family, "MENTAL_HEALTH");

        world.allocated(family, first, team);
        world.closed(family, team);
        world.allocated(family, second, team);

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, family.toString()))
                .extracting(SpecialistRequestedV1::discipline)
                .endsWith("MENTAL_HEALTH")
                .filteredOn("SUBSTANCE_MISUSE"::equals)
                .hasSize(1);
    }

    @Test
    void a_transfer_ends_the_embedded_and_keeps_the_pooled() throws Exception {
        var other = World.newTeam();
        var embedded = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var there = world.practitioner("SUBSTANCE_MISUSE", other, 5);
        var pooled = world.practitioner("MENTAL_HEALTH", null, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE", "MENTAL_HEALTH");

        world.transferred(family, team, other);

        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, family.toString()))
                .extracting(SpecialistEndedV1::practitionerId, SpecialistEndedV1::reasonCode)
                .containsExactly(tuple(embedded, "TRANSFERRED"));
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId, SpecialistAssignedV1::teamCode)
                .containsExactly(tuple(embedded, team), tuple(pooled, team), tuple(there, other));
        assertThat(world.request(family, other, "MENTAL_HEALTH")
                        .path("teamCode")
                        .asString())
                .isEqualTo(other);
    }

    @Test
    void what_waits_moves_with_the_family_and_leaves_the_queue_when_the_new_team_takes_it() throws Exception {
        var other = World.newTeam();
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var there = world.practitioner("SUBSTANCE_MISUSE", other, 5);
        assertThat(waitingAbout(family))
                .extracting(Waiting.Item::ownerCode, Waiting.Item::reasonCode)
                .containsExactly(tuple("ALLOCATION_DUTY", "TEAM_HAS_NONE"));

        world.transferred(family, team, other);

        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId, SpecialistAssignedV1::teamCode)
                .containsExactly(tuple(there, other));
        assertThat(waitingAbout(family))
                .extracting(Waiting.Item::kind, Waiting.Item::ownerCode)
                .containsExactly(tuple("SPECIALIST_ACCEPTANCE", there.toString()));
    }

    @Test
    void what_is_given_waits_to_be_accepted_until_it_is_and_again_for_whoever_has_it_next() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var second = world.practitioner("SUBSTANCE_MISUSE", team, 0);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var request = world.requestId(family, team, "SUBSTANCE_MISUSE");
        assertThat(waitingAbout(family)).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("SPECIALIST_ACCEPTANCE");
            assertThat(item.key()).isEqualTo(request.toString());
            assertThat(item.ownerCode()).isEqualTo(recovery.toString());
            assertThat(item.since()).isEqualTo(World.AT.plusSeconds(60));
            assertThat(item.limitAt()).isEqualTo(WorkingDays.england().deadline(World.AT.plusSeconds(60), 2));
        });

        world.register(second, "SUBSTANCE_MISUSE", team, 5, null);
        assertThat(World.answerOf(world.post(
                        "/requests/" + request + "/hand-back",
                        Tokens.staff(recovery),
                        "{\"reasonCode\": \"NO_ROOM\"}")))
                .isEqualTo("204");
        assertThat(waitingAbout(family))
                .extracting(Waiting.Item::kind, Waiting.Item::ownerCode)
                .containsExactly(tuple("SPECIALIST_ACCEPTANCE", second.toString()));

        assertThat(World.answerOf(world.post("/requests/" + request + "/accept", Tokens.staff(second), "{}")))
                .isEqualTo("204");
        assertThat(waitingAbout(family)).isEmpty();
    }

    @Test
    void danger_said_later_shortens_the_time_to_accept() throws Exception {
        world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");

        var again = UUID.randomUUID();
        world.accepted(family, again, true, "SUBSTANCE_MISUSE");
        world.allocated(family, again, team);

        assertThat(waitingAbout(family)).singleElement().satisfies(item -> {
            assertThat(item.urgent()).isTrue();
            assertThat(item.limitAt()).isEqualTo(WorkingDays.england().deadline(World.AT.plusSeconds(60), 1));
        });
    }

    @Test
    void whoever_leads_or_led_a_family_is_never_asked_to_work_with_its_perpetrator() throws Exception {
        var both = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var family = world.heldFamily(team);
        roles.involve(both, family, As.LEAD_PRACTITIONER, "", World.AT);
        roles.involve(UUID.randomUUID(), family, As.LEAD_PRACTITIONER, "", World.AT.plusSeconds(1));

        var referral = world.accepted(family, "DOMESTIC_ABUSE_PERPETRATOR");
        world.allocated(family, referral, team);

        var request = world.requestId(family, team, "DOMESTIC_ABUSE_PERPETRATOR");
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .isEmpty();
        assertThat(World.answerOf(world.post(
                        "/requests/" + request + "/assign",
                        Tokens.staff(world.manager(team)),
                        "{\"practitionerId\": \"" + both + "\"}")))
                .isEqualTo("409 works-with-other-side");
    }

    @Test
    void what_nobody_can_take_waits_with_reasons_and_an_age_until_somebody_joins() throws Exception {
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var manager = world.manager(team);

        var waiting = world.read("/queue?discipline=SUBSTANCE_MISUSE", Tokens.staff(manager));
        assertThat(waiting.path("total").asInt()).isEqualTo(1);
        var item = waiting.path("items").get(0);
        assertThat(item.path("familyId").asString()).isEqualTo(family.toString());
        assertThat(item.path("reasons").toString()).isEqualTo("[\"TEAM_HAS_NONE\",\"POOL_HAS_NONE\"]");
        assertThat(item.path("since").asString())
                .isEqualTo(World.AT.plusSeconds(60).toString());
        assertThat(item.path("overdue").asBoolean()).isFalse();

        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);

        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(recovery);
        assertThat(world.read("/queue", Tokens.staff(manager)).path("total").asInt())
                .isZero();
    }

    @Test
    void danger_waits_a_day_and_comes_first() throws Exception {
        world.heldFamily(team, "MENTAL_HEALTH");
        var inDanger = world.newFamily();
        var referral = UUID.randomUUID();
        world.accepted(inDanger, referral, true, "MENTAL_HEALTH");
        world.allocated(inDanger, referral, team);

        var items = world.read("/queue", Tokens.staff(world.manager(team))).path("items");

        assertThat(items.get(0).path("familyId").asString()).isEqualTo(inDanger.toString());
        assertThat(items.get(0).path("limitAt").asString())
                .isLessThan(items.get(1).path("limitAt").asString());
    }

    @Test
    void danger_said_later_makes_what_waits_urgent() throws Exception {
        var family = world.heldFamily(team, "MENTAL_HEALTH");
        var before =
                world.request(family, team, "MENTAL_HEALTH").path("limitAt").asString();

        world.accepted(family, UUID.randomUUID(), true, "MENTAL_HEALTH");

        var request = world.request(family, team, "MENTAL_HEALTH");
        assertThat(request.path("urgent").asBoolean()).isTrue();
        assertThat(request.path("limitAt").asString()).isLessThan(before);
    }

    @Test
    void a_leavers_work_goes_to_others() throws Exception {
        var leaver = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var stays = world.practitioner("SUBSTANCE_MISUSE", team, 5);

        world.workerLeft(leaver, team);

        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, family.toString()))
                .extracting(SpecialistEndedV1::practitionerId, SpecialistEndedV1::reasonCode)
                .containsExactly(tuple(leaver, "HANDED_BACK"));
        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(leaver, stays);
    }

    @Test
    void a_leaver_who_comes_back_gets_work_again() throws Exception {
        var worker = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        world.workerLeft(worker, team);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");

        world.workerJoined(worker, team);

        assertThat(topics.announcedSoFar(SpecialistAssignedV1.class, family.toString()))
                .extracting(SpecialistAssignedV1::practitionerId)
                .containsExactly(worker);
    }

    @Test
    void joining_two_families_keeps_one_request_for_each_discipline() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var survivor = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var absorbed = world.heldFamily(team, "SUBSTANCE_MISUSE", "MENTAL_HEALTH");

        world.joined(survivor, absorbed);

        var page = world.family(survivor, team);
        assertThat(page.path("requests")).hasSize(3);
        assertThat(page.path("requests"))
                .filteredOn(request -> request.path("endedAt").isNull())
                .extracting(request -> request.path("discipline").asString())
                .containsExactlyInAnyOrder("SUBSTANCE_MISUSE", "MENTAL_HEALTH");
        for (var family : List.of(survivor, absorbed)) {
            assertThat(topics.announcedSoFar(SpecialistEndedV1.class, family.toString()))
                    .as("whoever had both goes on, so nothing of theirs ends")
                    .isEmpty();
            assertThat(world.get("/families/" + family, Tokens.staff(recovery))
                            .getResponse()
                            .getStatus())
                    .isEqualTo(200);
        }
        assertThat(waitingAbout(survivor))
                .extracting(Waiting.Item::kind)
                .containsExactlyInAnyOrder("SPECIALIST_ACCEPTANCE", "SPECIALIST_REQUEST");
        assertThat(world.read("/tray", Tokens.staff(recovery)).path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void of_two_who_work_with_families_that_are_joined_one_goes_on() throws Exception {
        var first = world.practitioner("SUBSTANCE_MISUSE", team, 1);
        var second = world.practitioner("SUBSTANCE_MISUSE", team, 0);
        var survivor = world.heldFamily(team, "SUBSTANCE_MISUSE");
        world.register(second, "SUBSTANCE_MISUSE", team, 1, null);
        var absorbed = world.heldFamily(team, "SUBSTANCE_MISUSE");

        world.joined(survivor, absorbed);

        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, survivor.toString())
                                .size()
                        + topics.announcedSoFar(SpecialistEndedV1.class, absorbed.toString())
                                .size())
                .isEqualTo(1);
        assertThat(world.read("/tray", Tokens.staff(first)).path("total").asInt()
                        + world.read("/tray", Tokens.staff(second))
                                .path("total")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoever_stands_on_both_sides_after_a_joining_stands_on_neither() throws Exception {
        var both = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        world.register(both, "DOMESTIC_ABUSE_PERPETRATOR", team, 5, null);
        var survivor = world.heldFamily(team, "DOMESTIC_ABUSE_SURVIVOR");
        var absorbed = world.heldFamily(team, "DOMESTIC_ABUSE_PERPETRATOR");

        world.joined(survivor, absorbed);

        assertThat(world.read("/tray", Tokens.staff(both)).path("total").asInt())
                .isZero();
        assertThat(world.request(survivor, team, "DOMESTIC_ABUSE_SURVIVOR")
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
        assertThat(world.request(survivor, team, "DOMESTIC_ABUSE_PERPETRATOR")
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
    }

    @Test
    void a_fact_about_an_absorbed_family_counts_for_the_survivor() throws Exception {
        var survivor = world.heldFamily(team);
        var absorbed = world.heldFamily(team);
        world.joined(survivor, absorbed);

        world.accepted(absorbed, "MENTAL_HEALTH");

        assertThat(topics.announcedSoFar(SpecialistRequestedV1.class, survivor.toString()))
                .hasSize(1);
    }

    @Test
    void closing_the_absorbed_place_does_not_close_the_survivor() throws Exception {
        var survivor = world.heldFamily(team, "MENTAL_HEALTH");
        var absorbed = world.heldFamily(team);
        world.joined(survivor, absorbed);

        world.closed(absorbed, team);

        assertThat(Council.in(new CouncilCode(Topics.COUNCIL), () -> lists.ofFamily(new FamilyId(survivor))))
                .extracting(RequestRow::state)
                .containsExactly("WAITING");
    }

    @Test
    void closing_the_survivor_ends_also_what_came_with_the_absorbed() throws Exception {
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var survivor = world.newFamily();
        var absorbed = world.heldFamily(team, "SUBSTANCE_MISUSE");
        world.joined(survivor, absorbed);

        world.closed(survivor, team);

        assertThat(world.read("/tray", Tokens.staff(recovery)).path("total").asInt())
                .isZero();
        assertThat(topics.announcedSoFar(SpecialistEndedV1.class, survivor.toString()))
                .extracting(SpecialistEndedV1::reasonCode)
                .containsExactly("FAMILY_CLOSED");
    }

    private List<Waiting.Item> waitingAbout(UUID family) {
        return Council.in(new CouncilCode(Topics.COUNCIL), () -> waiting.about(family.toString()));
    }
}
