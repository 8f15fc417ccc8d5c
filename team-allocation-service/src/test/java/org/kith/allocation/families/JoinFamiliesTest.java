package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.allocation.Doors;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Involvements.As;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class JoinFamiliesTest {

    private static final Instant JOINED_AT = Instant.parse("2026-03-09T10:00:00Z");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private FamilyBoard board;

    @Autowired
    private Waiting waiting;

    @Autowired
    private Involvements involvements;

    @Test
    void the_survivor_keeps_its_place_and_the_absorbed_one_ends_with_a_decision() {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held(Accepted.BURNLEY_AREA);

        join(survivor, absorbed);

        roles.inLancashire(() -> {
            assertThat(standing(survivor.family()).team()).hasToString("T03");
            assertThat(standing(absorbed.family()).state()).isEqualTo("JOINED");
            assertThat(standing(absorbed.family()).joinedInto()).isEqualTo(new FamilyId(survivor.family()));
            assertThat(board.decisions(new FamilyId(absorbed.family()))
                            .getFirst()
                            .outcome())
                    .isEqualTo(Decision.Outcome.JOINED);
            assertThat(waiting.about(survivor.family().toString()))
                    .extracting(Waiting.Item::kind)
                    .containsExactly("LEAD_TO_NAME");
            assertThat(waiting.about(absorbed.family().toString())).isEmpty();
        });
    }

    @Test
    void the_old_id_leads_to_the_family_that_goes_on() throws Exception {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held(Accepted.BURNLEY_AREA);

        join(survivor, absorbed);

        doors().look(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")), "/families/{id}", absorbed.family())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.familyId").value(survivor.family().toString()))
                .andExpect(jsonPath("$.teamCode").value("T03"));
    }

    @Test
    void two_teams_leave_the_survivors_and_a_task_for_a_manager() throws Exception {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held("E07000117:BB10 1");

        join(survivor, absorbed);

        roles.inLancashire(() -> {
            assertThat(standing(survivor.family()).team()).hasToString("T03");
            assertThat(waiting.about(survivor.family().toString()))
                    .extracting(Waiting.Item::kind, Waiting.Item::ownerCode, Waiting.Item::reasonCode)
                    .containsExactlyInAnyOrder(
                            tuple("LEAD_TO_NAME", "TEAM_MANAGER", "NO_LEAD_YET"),
                            tuple("TEAM_AFTER_JOIN", "TEAM_MANAGER", "HELD_BY_TWO_TEAMS"));
        });
        doors().look(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")), "/families/{id}", survivor.family())
                .andExpect(jsonPath("$.afterJoin.limitAt").isNotEmpty())
                .andExpect(jsonPath("$.leadBy").isNotEmpty());
        doors().look(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")), "/teams/T03/board?limit=200")
                .andExpect(jsonPath("$.families[?(@.familyId == '" + survivor.family() + "')].afterJoin.text")
                        .isNotEmpty());

        doors().send(
                        Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")),
                        """
                        {"teamCode": "T01", "reasonCode": "CONTINUITY"}""",
                        "/families/{id}/transfer",
                        survivor.family())
                .andExpect(status().isOk());
        roles.inLancashire(() -> assertThat(waiting.about(survivor.family().toString()))
                .extracting(Waiting.Item::kind)
                .containsExactly("LEAD_TO_NAME"));
    }

    @Test
    void whoever_leads_one_and_works_with_the_perpetrator_of_the_other_leads_no_longer_and_the_manager_is_asked()
            throws Exception {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held(Accepted.BURNLEY_AREA);
        var both = leadOf(survivor.family());
        roles.involve(both, absorbed.family(), As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());

        join(survivor, absorbed);

        roles.inLancashire(() -> {
            assertThat(standing(survivor.family()).lead()).isNull();
            assertThat(waiting.about(survivor.family().toString()))
                    .extracting(Waiting.Item::kind, Waiting.Item::reasonCode)
                    .containsExactly(tuple("LEAD_TO_NAME", "LEAD_WORKS_WITH_PERPETRATOR"));
        });
    }

    @Test
    void whoever_leads_both_goes_on_leading() throws Exception {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held(Accepted.BURNLEY_AREA);
        var lead = leadOf(survivor.family());
        name(lead, absorbed.family());

        join(survivor, absorbed);

        roles.inLancashire(() -> assertThat(involvements.withFamily(survivor.family()))
                .filteredOn(one -> one.until() == null)
                .extracting(Involvements.Involvement::workerId)
                .containsExactly(lead));
    }

    private UUID leadOf(UUID family) throws Exception {
        var lead = UUID.randomUUID();
        doors().send(Tokens.operator(), """
                        {"workerId": "%s", "name": "Mx Example-Wren", "roles": [{"role": "SOCIAL_WORKER", "teamCode": "T03"}]}""".formatted(lead), "/workers").andExpect(status().isCreated());
        name(lead, family);
        return lead;
    }

    private void name(UUID lead, UUID family) throws Exception {
        doors().send(
                        Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")),
                        """
                        {"workerId": "%s"}""".formatted(lead),
                        "/families/{id}/lead",
                        family)
                .andExpect(status().isOk());
    }

    @Test
    void a_survivor_that_waits_goes_to_the_team_that_held_the_absorbed_one_with_its_lead() throws Exception {
        var survivor = Accepted.newFamily().livingIn(null, null);
        topics.tell("referral", survivor.fact());
        var absorbed = held(Accepted.BURNLEY_AREA);
        var lead = leadOf(absorbed.family());

        join(survivor, absorbed);

        assertThat(topics.announced(FamilyAllocatedV1.class, survivor.family().toString()))
                .extracting(FamilyAllocatedV1::teamCode, FamilyAllocatedV1::reasonCode)
                .containsExactly(tuple("T03", "ALREADY_HELD"));
        assertThat(topics.announced(
                        LeadPractitionerNamedV1.class, survivor.family().toString()))
                .extracting(LeadPractitionerNamedV1::workerId)
                .containsExactly(lead);
        roles.inLancashire(
                () -> assertThat(waiting.about(survivor.family().toString())).isEmpty());
    }

    @Test
    void a_survivor_we_never_heard_of_takes_the_absorbed_ones_place() {
        var absorbed = held(Accepted.BURNLEY_AREA);
        var survivor = Accepted.newFamily();

        join(survivor, absorbed);

        roles.inLancashire(() -> assertThat(standing(survivor.family()).team()).hasToString("T03"));
    }

    @Test
    void a_survivor_we_never_heard_of_waits_in_the_absorbed_ones_stead() {
        var absorbed = Accepted.newFamily().withProtectedAddress();
        topics.tell("referral", absorbed.fact());
        var survivor = Accepted.newFamily();

        join(survivor, absorbed);

        assertThat(topics.announced(FamilyWaitingV1.class, survivor.family().toString()))
                .extracting(FamilyWaitingV1::reasonCode)
                .containsExactly("ADDRESS_PROTECTED");
        roles.inLancashire(() -> {
            assertThat(waiting.about(absorbed.family().toString())).isEmpty();
            assertThat(waiting.about(survivor.family().toString())).hasSize(1);
        });
    }

    @Test
    void the_room_of_a_team_counts_a_joined_family_once() throws Exception {
        var survivor = held("E07000119:FY8 1");
        var absorbed = held("E07000119:FY8 1");
        int before = heldBy("T06");

        join(survivor, absorbed);

        assertThat(heldBy("T06")).isEqualTo(before - 1);
    }

    @Test
    void the_oldest_of_several_ids_leads_to_the_family_that_goes_on() throws Exception {
        var last = held(Accepted.BURNLEY_AREA);
        var second = held(Accepted.BURNLEY_AREA);
        var first = held(Accepted.BURNLEY_AREA);

        join(second, first);
        join(last, second);

        doors().look(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")), "/families/{id}", first.family())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.familyId").value(last.family().toString()))
                .andExpect(jsonPath("$.state").value("HELD"));
    }

    @Test
    void a_joined_family_is_left_alone_by_managers() throws Exception {
        var survivor = held(Accepted.BURNLEY_AREA);
        var absorbed = held(Accepted.BURNLEY_AREA);

        join(survivor, absorbed);

        doors().send(
                        Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03")),
                        """
                        {"teamCode": "T01", "reasonCode": "MOVED"}""",
                        "/families/{id}/transfer",
                        absorbed.family())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("family-joined"));
    }

    private Accepted held(String area) {
        var accepted = Accepted.newFamily().livingIn(area, area.substring(0, 9));
        topics.tell("referral", accepted.fact());
        return accepted;
    }

    private void join(Accepted survivor, Accepted absorbed) {
        topics.tell(
                "referral", new FamilyJoinedV1(absorbed.family(), survivor.family(), absorbed.family(), 2, JOINED_AT));
        topics.tell(
                "referral", new FamilyJoinedV1(survivor.family(), survivor.family(), absorbed.family(), 2, JOINED_AT));
    }

    private int heldBy(String team) throws Exception {
        var answer = doors().look(Tokens.staff(UUID.randomUUID()), "/teams/{code}", team)
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.<Integer>read(answer, "$.held");
    }

    private FamilyStanding standing(UUID family) {
        return board.find(new FamilyId(family)).orElseThrow();
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
