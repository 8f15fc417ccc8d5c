package org.kith.outcomes.measures.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.kith.outcomes.Stories.at;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.journeys.KnowTeam;
import org.kith.outcomes.journeys.KnowTeamHandler;
import org.kith.outcomes.measures.Folding;
import org.kith.outcomes.measures.Measure;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class FiguresControllerTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private KnowTeamHandler knowTeam;

    @Autowired
    private Folding folding;

    @Autowired
    private TransactionTemplate transaction;

    private Neighbours neighbours;
    private UUID analyst = UUID.randomUUID();

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
        analyst = roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY);
    }

    @Test
    void screen_file_and_facts_show_the_same_number() throws Exception {
        var day = LocalDate.of(2023, 5, 9);
        neighbours.tell(
                Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID(), UUID.randomUUID()),
                Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();

        mvc.perform(get("/figures?from={d}&to={d}", day, day).with(Tokens.staff(analyst)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.measures[?(@.measureCode == 'CHILDREN_REFERRED')].value")
                        .value(3));
        mvc.perform(get("/figures/CHILDREN_REFERRED/facts?from={d}&to={d}", day, day)
                        .with(Tokens.staff(analyst)))
                .andExpect(jsonPath("$.sum").value(3))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[0].kindCode").value("REFERRAL_RECEIVED"))
                .andExpect(jsonPath("$.items[0].familyId").doesNotExist());
        var file = mvc.perform(
                        get("/figures.csv?from={d}&to={d}&days=true", day, day).with(Tokens.staff(analyst)))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(file)
                .startsWith("\uFEFFknown_at,")
                .contains(",CHILDREN_REFERRED,Children's referrals,2023-05-09,3,");
    }

    @Test
    void figures_as_known_then_are_those_of_then() throws Exception {
        var day = LocalDate.of(2023, 6, 13);
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();
        var then = mvc.perform(
                        get("/figures?from={d}&to={d}&days=true", day, day).with(Tokens.staff(analyst)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String knownAt = JsonPath.read(then, "$.knownAt");

        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();

        var asked = mvc.perform(get("/figures?from={d}&to={d}&days=true&knownAt={k}", day, day, knownAt)
                        .with(Tokens.staff(analyst)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(asked).isEqualTo(then);
        mvc.perform(get("/figures?from={d}&to={d}", day, day).with(Tokens.staff(analyst)))
                .andExpect(jsonPath("$.measures[?(@.measureCode == 'REFERRALS_RECEIVED')].value")
                        .value(2));
    }

    @Test
    void the_median_stands_beside_the_sum_of_hours() throws Exception {
        var day = LocalDate.of(2022, 9, 6);
        for (int hour : new int[] {10, 12, 17}) {
            var family = UUID.randomUUID();
            var referral = UUID.randomUUID();
            neighbours.tell(
                    Stories.received(family, referral, at(day), UUID.randomUUID()),
                    Stories.accepted(family, family, referral, at(day), at(day, hour)),
                    Stories.helped(family, at(day, hour)));
        }
        neighbours.fold();

        for (var measure : List.of("HOURS_TO_FIRST_HELP", "HOURS_TO_DECISION")) {
            var shown = "$.measures[?(@.measureCode == '" + measure + "')]";
            mvc.perform(get("/figures?from={d}&to={d}", day, day).with(Tokens.staff(analyst)))
                    .andExpect(jsonPath(shown + ".value").value(12))
                    .andExpect(jsonPath(shown + ".count").value(3))
                    .andExpect(jsonPath(shown + ".median").value(3.0));
        }
    }

    @Test
    void a_stock_goes_on_from_before_the_period() throws Exception {
        var family = UUID.randomUUID();
        var referral = UUID.randomUUID();
        var day = LocalDate.of(2021, 11, 2);
        neighbours.tell(
                Stories.received(family, referral, at(day), UUID.randomUUID()),
                Stories.waiting(family, referral, at(day, 11)));
        neighbours.fold();
        int waiting = waitingAt(day.plusDays(1));

        neighbours.tell(Stories.allocated(family, referral, "T11", at(day.plusDays(3))));
        neighbours.fold();

        assertThat(waitingAt(day.plusDays(1))).isEqualTo(waiting);
        assertThat(waitingAt(day.plusDays(3))).isEqualTo(waiting - 1);
    }

    private int waitingAt(LocalDate day) throws Exception {
        var body = mvc.perform(get("/figures?from={d}&to={d}", day, day).with(Tokens.staff(analyst)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return ((Number) JsonPath.<List<Object>>read(body, "$.measures[?(@.measureCode == 'FAMILIES_WAITING')].value")
                        .getFirst())
                .intValue();
    }

    @Test
    void a_team_has_its_own_figures_and_a_name_that_no_spreadsheet_runs() throws Exception {
        var family = UUID.randomUUID();
        var referral = UUID.randomUUID();
        var day = LocalDate.of(2023, 8, 8);
        Neighbours.inLancashire(() -> knowTeam.handle(new KnowTeam("T21", "=cmd|' /C calc'!A0", "E07000117", day)));
        neighbours.tell(
                Stories.received(family, referral, at(day), UUID.randomUUID()),
                Stories.allocated(family, referral, "T21", at(day.plusDays(1))));
        neighbours.fold();
        var manager = roles.worker(Role.TEAM_MANAGER, "T21");

        mvc.perform(get("/figures?from={d}&to={e}&scope=T21", day, day.plusDays(1))
                        .with(Tokens.staff(manager)))
                .andExpect(jsonPath("$.measures[?(@.measureCode == 'REFERRALS_RECEIVED')].value")
                        .value(1))
                .andExpect(jsonPath("$.measures[?(@.measureCode == 'FAMILIES_ALLOCATED')].value")
                        .value(1));
        var file = mvc.perform(get("/figures.csv?from={d}&to={e}&scope=T21", day, day.plusDays(1))
                        .with(Tokens.staff(manager)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(file).contains(",T21,'=cmd|' /C calc'!A0,");
        mvc.perform(get("/figures/scopes").with(Tokens.staff(manager)))
                .andExpect(jsonPath("$[0].scopeCode").value("COUNTY"))
                .andExpect(jsonPath("$[?(@.scopeCode == 'T21')]").isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/figures?from=2024-02-02&to=2024-02-01, period-ends-before-it-begins",
        "/figures?from=2001-01-01&to=2024-02-01, period-too-long",
        "/figures?knownAt=2099-01-01T00:00:00Z, known-at-in-the-future"
    })
    void a_question_without_an_answer_is_refused(String address, String code) throws Exception {
        mvc.perform(get(address).with(Tokens.staff(analyst)))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value(code));
    }

    @ParameterizedTest
    @CsvSource({
        "/figures?scope=T99, unknown-scope",
        "/figures/REFERRALS_RECEIVED/facts?limit=201, out-of-range",
        "/figures/REFERRALS_RECEIVED/facts?offset=-1, out-of-range"
    })
    void a_question_with_a_wrong_field_names_it(String address, String code) throws Exception {
        mvc.perform(get(address).with(Tokens.staff(analyst)))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void who_looks_from_outside_sees_whole_months_of_the_county_without_small_numbers() throws Exception {
        var day = LocalDate.of(2023, 9, 12);
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        for (int i = 0; i < 6; i++) {
            neighbours.tell(
                    Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day.plusMonths(1)), UUID.randomUUID()));
        }
        neighbours.fold();
        var received = "$.measures[?(@.measureCode == 'REFERRALS_RECEIVED')]";

        mvc.perform(get("/figures?from=2023-09-01&to=2023-09-30").with(Tokens.analyst()))
                .andExpect(status().isOk())
                .andExpect(jsonPath(received + ".suppressed").value("c"))
                .andExpect(jsonPath(received + ".value").value(hasItem(nullValue())));
        mvc.perform(get("/figures?from=2023-10-01&to=2023-10-31").with(Tokens.analyst()))
                .andExpect(jsonPath(received + ".value").value(6));
        mvc.perform(get("/figures?from=2023-09-01&to=2023-09-30").with(Tokens.staff(analyst)))
                .andExpect(jsonPath(received + ".value").value(1));
        var file = mvc.perform(get("/figures.csv?from=2023-09-01&to=2023-09-30").with(Tokens.analyst()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(file).contains("REFERRALS_RECEIVED,Families referred,c,");
        var toHandOn = mvc.perform(get("/figures.csv?from=2023-09-01&to=2023-09-30&withoutSmallNumbers=true")
                        .with(Tokens.staff(analyst)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(toHandOn).contains("REFERRALS_RECEIVED,Families referred,c,");
        mvc.perform(get("/figures/published").with(Tokens.analyst())).andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({
        "/figures?from=2023-09-02&to=2023-09-30, 422",
        "/figures?from=2023-09-01&to=2023-09-29, 422",
        "/figures?from=2023-09-01&to=2023-09-30&days=true, 403",
        "/figures.csv?from=2023-09-01&to=2023-09-30&days=true, 403",
        "/figures/REFERRALS_RECEIVED/facts?from=2023-09-01&to=2023-09-30, 403",
        "/figures/published?from=2023-09-02&to=2023-09-30, 422"
    })
    void nobody_outside_can_tell_one_by_subtracting(String address, int answer) throws Exception {
        mvc.perform(get(address).with(Tokens.analyst())).andExpect(status().is(answer));
    }

    @Test
    void what_is_not_counted_is_not_found() throws Exception {
        mvc.perform(get("/figures/HAPPINESS/facts").with(Tokens.staff(analyst))).andExpect(status().isNotFound());
    }

    @Test
    void every_measure_has_a_definition_and_a_source() throws Exception {
        mvc.perform(get("/figures/definitions").with(Tokens.analyst()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(Measure.values().length))
                .andExpect(
                        jsonPath("$[?(@.definition == '' || @.source == '')]").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/figures",
        "/figures.csv",
        "/figures/scopes",
        "/figures/definitions",
        "/figures/REFERRALS_RECEIVED/facts",
        "/figures/reconciliation",
        "/figures/published",
        "/figures/stream"
    })
    void who_may_not_see_figures_sees_none(String address) throws Exception {
        for (var stranger : List.of(
                Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T04")),
                Tokens.staff(roles.worker(Role.SCREENING_WORKER, Roles.COUNTY)),
                Tokens.staff(UUID.randomUUID()),
                Tokens.operator(),
                Tokens.agency("POLICE"),
                Tokens.publicIntake())) {
            mvc.perform(get(address).with(stranger)).andExpect(status().isForbidden());
        }
        mvc.perform(get(address)).andExpect(status().isUnauthorized());
    }
}
