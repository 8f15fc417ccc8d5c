package org.kith.outcomes.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.kith.outcomes.Stories.MONDAY;
import static org.kith.outcomes.Stories.at;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.outcomes.OutcomeRecordedV1;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.measures.Folding;
import org.kith.outcomes.records.OutcomeKind;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class OutcomesControllerTest {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private TransactionTemplate transaction;

    private final UUID family = UUID.randomUUID();
    private final UUID child = UUID.randomUUID();
    private UUID analyst = UUID.randomUUID();

    @BeforeEach
    void a_family_that_team_four_holds() {
        analyst = roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY);
        var referral = UUID.randomUUID();
        new Neighbours(hear, folding, transaction)
                .tell(
                        Stories.received(family, referral, at(MONDAY), child),
                        Stories.accepted(family, family, referral, at(MONDAY), at(MONDAY, 12), child),
                        Stories.allocated(family, referral, "T04", at(MONDAY, 13)));
        roles.teamHolds("T04", family, at(MONDAY, 13));
    }

    @Test
    void the_kinds_that_can_be_recorded_are_asked_for() throws Exception {
        var manager = roles.worker(Role.TEAM_MANAGER, "T04");

        mvc.perform(get("/outcomes/kinds").with(Tokens.staff(manager)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(OutcomeKind.values().length))
                .andExpect(jsonPath("$[0].kindCode").value("CARE_ENTRY"))
                .andExpect(jsonPath("$[0].text").value("Came into care"))
                .andExpect(jsonPath("$[0].begins").value(true));
        mvc.perform(get("/outcomes/kinds").with(Tokens.agency("POLICE"))).andExpect(status().isForbidden());
    }

    @Test
    void an_outcome_is_recorded_shown_and_announced_with_the_team_of_its_day() throws Exception {
        var id = recorded("CARE_ENTRY", MONDAY.plusDays(2));

        assertThat(topics.announced(OutcomeRecordedV1.class, family.toString()))
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.outcomeId()).hasToString(id);
                    assertThat(said.teamCode()).isEqualTo("T04");
                    assertThat(said.happenedOn()).isEqualTo(MONDAY.plusDays(2));
                });
        family(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T04")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.journeys[0].teamCode").value("T04"))
                .andExpect(jsonPath("$.childIds[0]").value(child.toString()))
                .andExpect(jsonPath("$.outcomes[0].kindCode").value("CARE_ENTRY"))
                .andExpect(jsonPath("$.outcomes[0].standing").value(true));
    }

    @Test
    void a_correction_names_what_it_corrects_and_both_are_shown() throws Exception {
        var wrong = recorded("CARE_ENTRY", MONDAY.plusDays(2));

        send(analyst, "CARE_ENTRY", MONDAY.plusDays(3), wrong, false).andExpect(status().isCreated());

        family(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T04")))
                .andExpect(jsonPath("$.outcomes", hasSize(2)))
                .andExpect(jsonPath("$.outcomes[?(@.standing == true)].happenedOn")
                        .value(MONDAY.plusDays(3).toString()))
                .andExpect(
                        jsonPath("$.outcomes[?(@.standing == false)].outcomeId").value(wrong));
    }

    @Test
    void a_withdrawal_says_what_never_happened() throws Exception {
        var wrong = recorded("CARE_ENTRY", MONDAY.plusDays(2));

        send(analyst, null, null, wrong, true)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.kindCode").value("CARE_ENTRY"))
                .andExpect(jsonPath("$.withdrawn").value(true));

        assertThat(topics.announced(OutcomeRecordedV1.class, family.toString(), 2))
                .last()
                .satisfies(said -> assertThat(said.withdrawn()).isTrue());
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        mvc.perform(post("/outcomes")
                        .with(Tokens.staff(analyst))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"familyId": "%s", "childId": "%s", "kindCode": "MOVED_TO_MARS", "happenedOn": "2099-01-01",
                                 "correctsOutcomeId": "%s", "note": "%s"}
                                """.formatted(family, UUID.randomUUID(), UUID.randomUUID(), "x".repeat(2001))))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath(
                        "$.errors[*].code",
                        containsInAnyOrder(
                                "unknown-child", "unknown-record", "unknown-code", "date-in-the-future", "too-long")));
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        mvc.perform(post("/outcomes")
                        .with(Tokens.staff(analyst))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath(
                        "$.errors[*].field", containsInAnyOrder("familyId", "childId", "kindCode", "happenedOn")));
        send(analyst, null, null, null, false)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field", containsInAnyOrder("kindCode", "happenedOn")));
        send(analyst, null, null, null, true)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field", hasItem("correctsOutcomeId")));
        send(analyst, "CARE_ENTRY", LocalDate.of(1999, 12, 31), null, false)
                .andExpect(jsonPath("$.errors[0].code").value("date-too-early"));
    }

    @Test
    void what_cannot_be_true_beside_the_rest_is_refused() throws Exception {
        send(analyst, "CARE_EXIT", MONDAY, null, false)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("episode-not-begun"));
        var entry = recorded("CARE_ENTRY", MONDAY);
        send(analyst, "CARE_ENTRY", MONDAY, null, false)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("outcome-already-recorded"));
        send(analyst, "CARE_ENTRY", MONDAY.plusDays(1), null, false)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("episode-overlaps"));
        send(analyst, null, null, entry, true).andExpect(status().isCreated());
        send(analyst, null, null, entry, true)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("record-already-replaced"));
    }

    @Test
    void who_may_not_record_learns_nothing() throws Exception {
        var strangers = List.of(
                Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T09")),
                Tokens.staff(roles.worker(Role.SCREENING_WORKER, Roles.COUNTY)),
                Tokens.staff(roles.worker(Role.SPECIALIST, "T04")),
                Tokens.staff(UUID.randomUUID()),
                Tokens.staffOf("E10000016", analyst),
                Tokens.operator(),
                Tokens.agency("POLICE"),
                Tokens.publicIntake());
        for (var stranger : strangers) {
            var answer = mvc.perform(post("/outcomes")
                            .with(stranger)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(json(family, child, "CARE_ENTRY", MONDAY, null, false)))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).isIn(403, 404);
        }
        mvc.perform(post("/outcomes").contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isUnauthorized());
        assertThat(topics.announcedSoFar(OutcomeRecordedV1.class, family.toString()))
                .isEmpty();
    }

    @Test
    void a_family_never_heard_of_looks_like_one_that_may_not_be_seen() throws Exception {
        mvc.perform(get("/families/{id}", UUID.randomUUID())
                        .with(Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY))))
                .andExpect(status().isNotFound());
        family(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T09"))).andExpect(status().isNotFound());
    }

    @Test
    void a_file_with_a_bad_row_keeps_the_good_ones_and_names_the_bad_one() throws Exception {
        var file = """
                familyId,childId,kindCode,happenedOn,note
                %1$s,%2$s,CARE_ENTRY,2025-06-03,"came into care, with a comma"
                %1$s,%2$s,CARE_EXIT,3 June 2025,
                %1$s,not-an-id,CARE_EXIT,2025-06-04,
                %1$s,%2$s,CARE_ENTRY,2025-06-05,
                %1$s,%2$s,CARE_EXIT,2025-06-20,,surplus
                %1$s,%2$s,CARE_EXIT,2025-06-20,
                """.formatted(family, child);

        mvc.perform(post("/outcomes/csv")
                        .with(Tokens.staff(analyst))
                        .contentType(CSV)
                        .content("\uFEFF" + file))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.taken").value(2))
                .andExpect(jsonPath("$.refused").value(4))
                .andExpect(jsonPath("$.rows[0].row").value(2))
                .andExpect(jsonPath("$.rows[0].outcomeId").isNotEmpty())
                .andExpect(jsonPath("$.rows[1].errors[0].code").value("not-a-date"))
                .andExpect(jsonPath("$.rows[2].errors[0].code").value("not-an-id"))
                .andExpect(jsonPath("$.rows[3].errors[0].code").value("episode-overlaps"))
                .andExpect(jsonPath("$.rows[4].errors[0].code").value("too-many-fields"))
                .andExpect(jsonPath("$.rows[5].outcomeId").isNotEmpty());
    }

    @Test
    void whoever_works_with_the_perpetrator_reads_no_note_since_an_address_may_stand_there() throws Exception {
        var file = """
                familyId,childId,kindCode,happenedOn,note
                %s,%s,CARE_ENTRY,2025-06-03,now at 13 Example Lane
                """.formatted(family, child);
        mvc.perform(post("/outcomes/csv")
                        .with(Tokens.staff(analyst))
                        .contentType(CSV)
                        .content(file))
                .andExpect(jsonPath("$.taken").value(1));
        var otherSide = roles.worker(Role.SPECIALIST, "T04");
        roles.involve(otherSide, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", at(MONDAY));

        family(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T04")))
                .andExpect(jsonPath("$.outcomes[0].note").value("now at 13 Example Lane"));
        family(Tokens.staff(otherSide))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcomes[0].kindCode").value("CARE_ENTRY"))
                .andExpect(jsonPath("$.outcomes[0].note").value(nullValue()));
    }

    @Test
    void rows_of_a_file_are_numbered_as_a_spreadsheet_numbers_them() throws Exception {
        var file = """
                familyId,childId,kindCode,happenedOn,note
                %1$s,%2$s,CARE_ENTRY,2025-06-10,"said on
                two lines"

                %1$s,%2$s,CARE_EXIT,yesterday,
                """.formatted(family, child);

        mvc.perform(post("/outcomes/csv")
                        .with(Tokens.staff(analyst))
                        .contentType(CSV)
                        .content(file))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rows.length()").value(2))
                .andExpect(jsonPath("$.rows[0].row").value(2))
                .andExpect(jsonPath("$.rows[1].row").value(4))
                .andExpect(jsonPath("$.rows[1].errors[0].code").value("not-a-date"));
    }

    @Test
    void a_file_that_is_none_is_refused_whole() throws Exception {
        file("familyId,childId\n1,2\n", "wrong-heading");
        file("familyId,childId,kindCode,happenedOn,colour\n", "no-rows");
        file("familyId,childId,kindCode,happenedOn,colour\na,b,c,d,e\n", "wrong-heading");
        file("", "no-rows");
        file("familyId;childId;kindCode;happenedOn\na;b;c;d\n", "not-separated-by-commas");
        file("familyId\tchildId\tkindCode\thappenedOn\na\tb\tc\td\n", "not-separated-by-commas");
        file("PK\u0003\u0004", "not-csv");
        mvc.perform(post("/outcomes/csv")
                        .with(Tokens.staff(analyst))
                        .contentType(CSV)
                        .content("familyId,childId,kindCode,happenedOn,note\na,b,c,d,caf\u00e9\n"
                                .getBytes(StandardCharsets.ISO_8859_1)))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("not-utf-8"))
                .andExpect(jsonPath("$.hint").isNotEmpty());
    }

    private void file(String content, String code) throws Exception {
        mvc.perform(post("/outcomes/csv")
                        .with(Tokens.staff(analyst))
                        .contentType(CSV)
                        .content(content.isEmpty() ? "\n" : content))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value(code));
    }

    private String recorded(String kind, LocalDate day) throws Exception {
        var body = send(analyst, kind, day, null, false)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(body, "$.outcomeId");
    }

    private ResultActions send(
            UUID worker, @Nullable String kind, @Nullable LocalDate day, @Nullable String corrects, boolean withdrawn)
            throws Exception {
        return mvc.perform(post("/outcomes")
                .with(Tokens.staff(worker))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json(family, child, kind, day, corrects, withdrawn)));
    }

    private ResultActions family(RequestPostProcessor who) throws Exception {
        return mvc.perform(get("/families/{id}", family).with(who));
    }

    private static String json(
            UUID family,
            UUID child,
            @Nullable String kind,
            @Nullable LocalDate day,
            @Nullable String corrects,
            boolean withdrawn) {
        return "{\"familyId\": \"%s\", \"childId\": \"%s\"%s%s%s, \"withdrawn\": %s}"
                .formatted(
                        family,
                        child,
                        kind == null ? "" : ", \"kindCode\": \"" + kind + "\"",
                        day == null ? "" : ", \"happenedOn\": \"" + day + "\"",
                        corrects == null ? "" : ", \"correctsOutcomeId\": \"" + corrects + "\"",
                        withdrawn);
    }
}
