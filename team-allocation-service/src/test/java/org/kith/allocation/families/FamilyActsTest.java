package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.allocation.Doors;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.platform.security.AccessLists;
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
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ServiceTest
class FamilyActsTest {

    private static final String BACKFILL = "backfill";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Involvements involvements;

    @Autowired
    private Topics topics;

    @Autowired
    private Waiting waiting;

    @Autowired
    private ClosedFamilyWatch closedFamilies;

    @Test
    void a_duty_worker_places_a_waiting_family_with_a_reason() throws Exception {
        var family = waitingFamily();

        doors().send(duty(), """
                        {"teamCode": "T02", "reason": "The grandparents live there"}""", "/families/{id}/place", family)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.teamCode").value("T02"))
                .andExpect(jsonPath("$.teamName").value("Burnley West"))
                .andExpect(jsonPath("$.waiting").doesNotExist())
                .andExpect(jsonPath("$.decisions[0].outcome").value("ALLOCATED"))
                .andExpect(jsonPath("$.decisions[0].note").value("The grandparents live there"))
                .andExpect(jsonPath("$.decisions[1].outcome").value("WAITING"));

        assertThat(topics.announced(FamilyAllocatedV1.class, family.toString()))
                .extracting(FamilyAllocatedV1::teamCode, FamilyAllocatedV1::reasonCode)
                .containsExactly(tuple("T02", "PLACED_BY_PERSON"));
        roles.inLancashire(() -> assertThat(waiting.about(family.toString()))
                .extracting(Waiting.Item::kind)
                .containsExactly("LEAD_TO_NAME"));
    }

    @Test
    void a_held_family_is_not_placed_again() throws Exception {
        var family = heldFamily();

        doors().send(duty(), """
                        {"teamCode": "T02", "reason": "Nearer"}""", "/families/{id}/place", family).andExpect(status().isNotFound());
        doors().send(manager("T03"), """
                        {"teamCode": "T02", "reason": "Nearer"}""", "/families/{id}/place", family)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("family-already-held"))
                .andExpect(jsonPath("$.hint").value("Transfer it if another team should hold it."));
    }

    @Test
    void a_family_is_placed_only_with_a_live_team_that_exists() throws Exception {
        var family = waitingFamily();

        doors().send(duty(), """
                        {"teamCode": "T99", "reason": "Nearer"}""", "/families/{id}/place", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("unknown-team"));
        doors().send(duty(), "{}", "/families/{id}/place", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(contains("teamCode", "reason")));
    }

    @Test
    void the_manager_names_one_lead_from_the_team_and_a_new_lead_follows_the_former() throws Exception {
        var family = heldFamily();
        var first = worker("T03");
        var second = worker("T03");

        lead(manager("T03"), family, first)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.leadWorkerId").value(first.toString()))
                .andExpect(jsonPath("$.leadName").value("Mx Example-Wren"))
                .andExpect(jsonPath("$.leadBy").doesNotExist());
        lead(manager("T03"), family, first).andExpect(status().isOk());
        lead(manager("T03"), family, second).andExpect(status().isOk());

        assertThat(topics.announced(LeadPractitionerNamedV1.class, family.toString(), 2))
                .extracting(LeadPractitionerNamedV1::workerId)
                .containsExactly(first, second);
    }

    @Test
    void a_lead_comes_from_the_team_that_holds_the_family() throws Exception {
        var family = heldFamily();

        lead(manager("T03"), family, worker("T01"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("worker-not-in-team"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
    }

    @Test
    void nobody_leads_who_may_not_see_the_family() throws Exception {
        var family = heldFamily();
        var own = worker("T03");
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(), Set.of(own))));

        lead(manager("T03"), family, own)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("worker-kept-from-family"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
        lead(manager("T03"), family, worker("T03")).andExpect(status().isOk());
    }

    @Test
    void a_leaving_lead_leaves_a_task_behind_and_the_next_lead_settles_it() throws Exception {
        var family = heldFamily();
        var worker = worker("T03");
        lead(manager("T03"), family, worker).andExpect(status().isOk());

        doors().send(Tokens.operator(), "{}", "/workers/{id}/leave", worker).andExpect(status().isOk());

        roles.inLancashire(() -> assertThat(waiting.about(family.toString()))
                .extracting(Waiting.Item::kind, Waiting.Item::ownerCode)
                .containsExactly(tuple("LEAD_TO_NAME", "TEAM_MANAGER")));
        doors().look(manager("T03"), "/families/{id}", family)
                .andExpect(jsonPath("$.leadWorkerId").doesNotExist())
                .andExpect(jsonPath("$.decisions[0].outcome").value("LEAD_ENDED"));
        lead(manager("T03"), family, worker("T03")).andExpect(status().isOk());
        roles.inLancashire(() -> assertThat(waiting.about(family.toString())).isEmpty());
    }

    @Test
    void a_family_without_a_lead_is_a_task_from_the_day_a_team_has_it_until_one_is_named_or_it_is_closed()
            throws Exception {
        var family = heldFamily();
        roles.inLancashire(() -> assertThat(waiting.about(family.toString()))
                .extracting(Waiting.Item::kind, Waiting.Item::ownerCode, Waiting.Item::reasonCode)
                .containsExactly(tuple("LEAD_TO_NAME", "TEAM_MANAGER", "NO_LEAD_YET")));
        lead(manager("T03"), family, worker("T03")).andExpect(status().isOk());
        roles.inLancashire(() -> assertThat(waiting.about(family.toString())).isEmpty());

        doors().send(manager("T03"), """
                        {"teamCode": "T01", "reasonCode": "MOVED", "note": "New home"}""", "/families/{id}/transfer", family).andExpect(status().isOk());
        roles.inLancashire(() -> assertThat(waiting.about(family.toString()))
                .extracting(Waiting.Item::kind)
                .containsExactly("LEAD_TO_NAME"));
        doors().look(manager("T01"), "/families/{id}", family)
                .andExpect(jsonPath("$.leadBy").isNotEmpty());

        doors().send(manager("T01"), """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", family).andExpect(status().isOk());
        roles.inLancashire(() -> assertThat(waiting.about(family.toString())).isEmpty());
    }

    @Test
    void nobody_leads_who_works_or_worked_with_the_perpetrator_in_the_family() throws Exception {
        var family = heldFamily();
        var otherSide = worker("T03");
        roles.involve(otherSide, family, As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());

        lead(manager("T03"), family, otherSide)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("works-with-perpetrator"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
    }

    @Test
    void a_family_whose_lists_keep_all_its_managers_from_it_is_a_task_of_the_practice_lead_until_one_may_see_it()
            throws Exception {
        var family = heldFamily();
        var named = roles.worker(Role.SOCIAL_WORKER, "T03");
        var lead = Tokens.staff(roles.worker(Role.PRACTICE_LEAD, "COUNTY"));
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(named), Set.of())));

        roles.inLancashire(() -> closedFamilies.look());

        doors().look(lead, "/waiting?kind=FAMILY_WITHOUT_MANAGER&limit=200")
                .andExpect(jsonPath("$.items[?(@.familyId == '" + family + "')].ownerCode")
                        .value("PRACTICE_LEAD"));
        doors().look(manager("T03"), "/waiting?kind=FAMILY_WITHOUT_MANAGER&limit=200")
                .andExpect(
                        jsonPath("$.items[?(@.familyId == '" + family + "')]").isEmpty());

        var manager = roles.worker(Role.TEAM_MANAGER, "T03");
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(named, manager), Set.of())));
        roles.inLancashire(() -> closedFamilies.look());

        doors().look(lead, "/waiting?kind=FAMILY_WITHOUT_MANAGER&limit=200")
                .andExpect(
                        jsonPath("$.items[?(@.familyId == '" + family + "')]").isEmpty());
    }

    @Test
    void a_transfer_is_a_fact_and_the_former_team_no_longer_sees_the_family() throws Exception {
        var family = heldFamily();
        var former = manager("T03");
        lead(former, family, worker("T03")).andExpect(status().isOk());

        doors().send(former, """
                        {"teamCode": "T01", "reasonCode": "MOVED", "note": "New home"}""", "/families/{id}/transfer", family)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.teamCode").value("T01"))
                .andExpect(jsonPath("$.leadWorkerId").doesNotExist());

        assertThat(topics.announced(FamilyTransferredV1.class, family.toString()))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.fromTeamCode()).isEqualTo("T03");
                    assertThat(fact.toTeamCode()).isEqualTo("T01");
                    assertThat(fact.reasonCode()).isEqualTo("MOVED");
                });
        doors().look(former, "/families/{id}", family).andExpect(status().isNotFound());
        doors().look(manager("T01"), "/families/{id}", family).andExpect(status().isOk());
    }

    @Test
    void whoever_works_with_the_perpetrator_reads_no_note_since_an_address_may_stand_there() throws Exception {
        var family = heldFamily();
        var otherSide = roles.worker(Role.SPECIALIST, "T01");
        var colleague = roles.worker(Role.SPECIALIST, "T01");
        roles.involve(otherSide, family, As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        roles.involve(colleague, family, As.SPECIALIST, "MENTAL_HEALTH", Instant.now());
        doors().send(manager("T03"), """
                        {"teamCode": "T01", "reasonCode": "MOVED", "note": "They live at 13 Example Lane now"}""", "/families/{id}/transfer", family).andExpect(status().isOk());

        doors().look(Tokens.staff(colleague), "/families/{id}", family)
                .andExpect(jsonPath("$.decisions[0].note").value("They live at 13 Example Lane now"))
                .andExpect(jsonPath("$.decisions[*].reasons[*]").isNotEmpty());
        doors().look(Tokens.staff(otherSide), "/families/{id}", family)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decisions[0].outcome").value("TRANSFERRED"))
                .andExpect(jsonPath("$.decisions[0].note").doesNotExist())
                .andExpect(jsonPath("$.decisions[*].reasons[*]").isEmpty())
                .andExpect(jsonPath("$.decisions[?(@.runnerUp != null)]").isEmpty());
    }

    @Test
    void a_transfer_is_refused_to_the_same_team_and_needs_a_known_reason() throws Exception {
        var family = heldFamily();

        doors().send(manager("T03"), """
                        {"teamCode": "T03", "reasonCode": "MOVED"}""", "/families/{id}/transfer", family)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("same-team"));
        doors().send(manager("T03"), """
                        {"teamCode": "?", "reasonCode": "BORED"}""", "/families/{id}/transfer", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(contains("teamCode", "reasonCode")));
        doors().send(manager("T03"), """
                        {"teamCode": "T01", "reasonCode": "OTHER"}""", "/families/{id}/transfer", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(contains("note")));
    }

    @Test
    void a_closed_family_makes_room_and_a_new_referral_opens_it_again() throws Exception {
        var accepted = Accepted.newFamily();
        topics.tell("referral", accepted.fact());
        var manager = manager("T03");

        doors().send(manager, """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", accepted.family())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("CLOSED"))
                .andExpect(jsonPath("$.teamCode").doesNotExist());

        assertThat(topics.announced(FamilyClosedV1.class, accepted.family().toString()))
                .extracting(FamilyClosedV1::teamCode, FamilyClosedV1::reasonCode)
                .containsExactly(tuple("T03", "NEEDS_MET"));
        doors().send(manager, """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", accepted.family()).andExpect(status().isNotFound());

        var again = new Accepted(
                accepted.family(),
                UUID.randomUUID(),
                accepted.area(),
                accepted.district(),
                false,
                false,
                Instant.parse("2026-11-01T10:00:00Z"));
        topics.tell("referral", again.fact());

        assertThat(topics.announced(FamilyAllocatedV1.class, accepted.family().toString(), 2))
                .last()
                .returns("AREA", FamilyAllocatedV1::reasonCode);
    }

    @Test
    void a_closed_family_is_not_placed_by_hand() throws Exception {
        var family = heldFamily();
        doors().send(manager("T03"), """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", family).andExpect(status().isOk());

        doors().send(duty(), """
                        {"teamCode": "T01", "reason": "Open it"}""", "/families/{id}/place", family)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("family-closed"));
    }

    @Test
    void what_is_unknown_or_malformed_is_answered_field_by_field() throws Exception {
        var family = heldFamily();

        doors().send(manager("T03"), """
                        {"reasonCode": "TIRED"}""", "/families/{id}/close", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("unknown-code"));
        doors().send(manager("T03"), "{}", "/families/{id}/lead", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].field").value("workerId"));
        doors().send(manager("T03"), "{\"reasonCode\":", "/families/{id}/close", family)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("malformed-json"));
        doors().look(manager("T03"), "/families/not-an-id").andExpect(status().isBadRequest());
    }

    @Test
    void a_time_in_the_past_needs_the_right_to_fill_in_the_past_and_is_kept() throws Exception {
        var accepted = Accepted.newFamily();
        topics.tell("referral", accepted.fact());
        var at = accepted.at().plusSeconds(86_400);
        var form = """
                {"reasonCode": "NEEDS_MET", "at": "%s"}""";
        var manager = roles.worker(Role.TEAM_MANAGER, "T03");

        doors().send(Tokens.staff(manager), form.formatted(at), "/families/{id}/close", accepted.family())
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("backfill-not-allowed"));
        doors().send(
                        Tokens.staff(manager, BACKFILL),
                        form.formatted("2099-01-01T00:00:00Z"),
                        "/families/{id}/close",
                        accepted.family())
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("date-in-the-future"));
        doors().send(
                        Tokens.staff(manager, BACKFILL),
                        form.formatted(accepted.at().minusSeconds(1)),
                        "/families/{id}/close",
                        accepted.family())
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("before-the-family-came"));
        doors().send(Tokens.staff(manager, BACKFILL), form.formatted(at), "/families/{id}/close", accepted.family())
                .andExpect(status().isOk());

        assertThat(topics.announced(FamilyClosedV1.class, accepted.family().toString()))
                .extracting(FamilyClosedV1::closedAt)
                .containsExactly(at);
    }

    @Test
    void the_work_does_not_end_on_a_day_before_a_later_referral_was_accepted() throws Exception {
        var accepted = Accepted.newFamily();
        topics.tell("referral", accepted.fact());
        var later = new Accepted(
                accepted.family(),
                UUID.randomUUID(),
                accepted.area(),
                accepted.district(),
                false,
                false,
                Instant.parse("2026-03-12T10:00:00Z"));
        topics.tell("referral", later.fact());
        var manager = Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T03"), BACKFILL);
        var form = """
                {"reasonCode": "NEEDS_MET", "at": "%s"}""";

        doors().send(manager, form.formatted("2026-03-11T10:00:00Z"), "/families/{id}/close", accepted.family())
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("referral-accepted-later"))
                .andExpect(jsonPath("$.detail")
                        .value("A referral about this family was accepted on 12 March 2026, after the day you gave"));
        doors().look(manager, "/families/{id}", accepted.family())
                .andExpect(jsonPath("$.state").value("HELD"));
        doors().send(manager, form.formatted("2026-03-12T11:00:00Z"), "/families/{id}/close", accepted.family())
                .andExpect(status().isOk());
    }

    @Test
    void a_family_that_no_team_will_ever_hold_leaves_the_queue_with_a_reason() throws Exception {
        var family = waitingFamily();
        var duty = duty();

        doors().send(duty, """
                        {"reasonCode": "MOVED_AWAY"}""", "/families/{id}/let-go", family)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].field").value("note"));
        doors().send(manager("T03"), """
                        {"reasonCode": "MOVED_AWAY", "note": "Made up"}""", "/families/{id}/let-go", family).andExpect(status().isNotFound());
        doors().send(duty, """
                        {"reasonCode": "MOVED_AWAY", "note": "The made-up council of Exampleton was told"}""", "/families/{id}/let-go", family)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("CLOSED"))
                .andExpect(jsonPath("$.waiting").doesNotExist())
                .andExpect(jsonPath("$.decisions[0].reasons[0]").value("The family moved away"));

        assertThat(topics.announced(FamilyClosedV1.class, family.toString()))
                .extracting(FamilyClosedV1::teamCode, FamilyClosedV1::reasonCode)
                .containsExactly(tuple("COUNTY", "MOVED_AWAY"));
        roles.inLancashire(() -> assertThat(waiting.about(family.toString())).isEmpty());
        doors().send(duty, """
                        {"reasonCode": "MOVED_AWAY", "note": "Again"}""", "/families/{id}/let-go", family).andExpect(status().isConflict());
    }

    @Test
    void a_held_family_is_not_let_go_from_the_queue() throws Exception {
        var family = heldFamily();

        doors().send(duty(), """
                        {"reasonCode": "OTHER", "note": "Made up"}""", "/families/{id}/let-go", family).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "TEAM_MANAGER", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_the_manager_leads_transfers_or_closes(Role role) throws Exception {
        var family = heldFamily();
        var worker = Tokens.staff(roles.worker(role, "T03"));

        lead(worker, family, worker("T03")).andExpect(status().isNotFound());
        doors().send(worker, """
                        {"teamCode": "T01", "reasonCode": "MOVED"}""", "/families/{id}/transfer", family).andExpect(status().isNotFound());
        doors().send(worker, """
                        {"reasonCode": "NEEDS_MET"}""", "/families/{id}/close", family).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ALLOCATION_DUTY", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_the_duty_worker_places_a_waiting_family(Role role) throws Exception {
        var family = waitingFamily();

        doors().send(Tokens.staff(roles.worker(role, "T01")), """
                        {"teamCode": "T01", "reason": "Nearer"}""", "/families/{id}/place", family)
                .andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"T01", "T25"})
    void the_manager_of_another_team_gets_the_answer_for_a_family_that_is_not_there(String team) throws Exception {
        var absent = doors().look(manager(team), "/families/{id}", UUID.randomUUID())
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();

        doors().look(manager(team), "/families/{id}", heldFamily())
                .andExpect(status().isNotFound())
                .andExpect(content().string(absent));
    }

    @Test
    void an_assigned_specialist_sees_where_the_family_stands() throws Exception {
        var family = heldFamily();
        var specialist = roles.worker(Role.SPECIALIST, Roles.COUNTY);
        doors().look(Tokens.staff(specialist), "/families/{id}", family).andExpect(status().isNotFound());

        topics.tell(
                "specialist",
                new SpecialistAssignedV1(
                        UUID.randomUUID(),
                        family,
                        "MENTAL_HEALTH",
                        specialist,
                        "T03",
                        Instant.parse("2026-03-03T09:00:00Z")));

        doors().look(Tokens.staff(specialist), "/families/{id}", family)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decisions[0].reasons").isNotEmpty());
    }

    @Test
    void a_board_shows_room_families_leads_and_workers() throws Exception {
        var family = heldFamily("E07000124:BB7 1", "E07000124");
        var worker = worker("T19");
        var manager = manager("T19");
        lead(manager, family, worker).andExpect(status().isOk());

        doors().look(manager, "/teams/T19/board?offset=0&limit=200")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.team.name").value("Ribble Valley"))
                .andExpect(jsonPath("$.capacity").value(210))
                .andExpect(jsonPath("$.families[*].familyId").value(hasItem(family.toString())))
                .andExpect(jsonPath("$.families[?(@.familyId=='%s')].leadName".formatted(family))
                        .value(hasItem("Mx Example-Wren")))
                .andExpect(jsonPath("$.families[?(@.familyId=='%s')].reasons[0]".formatted(family))
                        .value(hasItem(containsString("Team Ribble Valley"))))
                .andExpect(jsonPath("$.workers[?(@.workerId=='%s')].families".formatted(worker))
                        .value(hasItem(1)));
        doors().look(manager, "/teams/T01/board").andExpect(status().isForbidden());
        doors().look(Tokens.agency("POLICE"), "/teams/T19/board").andExpect(status().isForbidden());
        doors().look(manager, "/teams/T19/board?limit=201").andExpect(status().isUnprocessableContent());
    }

    @Test
    void a_family_that_somebody_may_not_see_is_not_counted_and_pushes_no_other_off_the_last_page() throws Exception {
        var hidden = heldFamily("E07000124:BB7 1", "E07000124");
        var last = heldFamily("E07000124:BB7 1", "E07000124");
        var keptOut = roles.worker(Role.TEAM_MANAGER, "T19");
        roles.inLancashire(() -> involvements.list(hidden, AccessLists.of(Set.of(), Set.of(keptOut))));

        var page = Tokens.staff(keptOut);
        int total = JsonPath.read(
                doors().look(page, "/teams/T19/board").andReturn().getResponse().getContentAsString(), "$.total");
        int others = JsonPath.read(
                doors().look(manager("T19"), "/teams/T19/board")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.total");

        assertThat(total).isEqualTo(others - 1);
        doors().look(page, "/teams/T19/board?limit=1&offset=" + (total - 1))
                .andExpect(jsonPath("$.families[0].familyId").value(last.toString()));
        doors().look(page, "/teams/T19/board?limit=200")
                .andExpect(jsonPath("$.families[?(@.familyId=='%s')]".formatted(hidden))
                        .isEmpty())
                .andExpect(status().isOk());
    }

    @Test
    void the_queue_shows_why_until_when_and_which_teams_have_room() throws Exception {
        var accepted = Accepted.newFamily().withProtectedAddress().inDanger();
        topics.tell("referral", accepted.fact());

        doors().look(duty(), "/allocation-queue?limit=200")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[*].familyId")
                        .value(hasItem(accepted.family().toString())))
                .andExpect(jsonPath("$.items[?(@.familyId=='%s')].reasonCode".formatted(accepted.family()))
                        .value(contains("ADDRESS_PROTECTED")))
                .andExpect(jsonPath("$.items[?(@.familyId=='%s')].urgent".formatted(accepted.family()))
                        .value(contains(true)))
                .andExpect(jsonPath("$.items[?(@.familyId=='%s')].suggestedTeams[*]".formatted(accepted.family()))
                        .value(hasItem("T02")))
                .andExpect(content().string(not(containsString("BB11"))));
        doors().look(manager("T01"), "/allocation-queue").andExpect(status().isForbidden());
        doors().look(Tokens.agency("POLICE"), "/allocation-queue").andExpect(status().isForbidden());
    }

    private UUID heldFamily() {
        return heldFamily(Accepted.BURNLEY_AREA, Accepted.BURNLEY);
    }

    private UUID heldFamily(String area, String district) {
        var accepted = Accepted.newFamily().livingIn(area, district);
        topics.tell("referral", accepted.fact());
        return accepted.family();
    }

    private UUID waitingFamily() {
        var accepted = Accepted.newFamily().withProtectedAddress();
        topics.tell("referral", accepted.fact());
        return accepted.family();
    }

    private UUID worker(String team) throws Exception {
        var worker = UUID.randomUUID();
        doors().send(Tokens.operator(), """
                        {"workerId": "%s", "name": "Mx Example-Wren", "roles": [{"role": "SOCIAL_WORKER", "teamCode": "%s"}]}""".formatted(worker, team), "/workers").andExpect(status().isCreated());
        return worker;
    }

    private ResultActions lead(RequestPostProcessor who, UUID family, UUID worker) throws Exception {
        return doors().send(who, """
                {"workerId": "%s"}""".formatted(worker), "/families/{id}/lead", family);
    }

    private RequestPostProcessor manager(String team) {
        return Tokens.staff(roles.worker(Role.TEAM_MANAGER, team));
    }

    private RequestPostProcessor duty() {
        return Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY));
    }

    private Doors doors() {
        return new Doors(mvc);
    }
}
