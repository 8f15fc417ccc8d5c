package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.gateway.ACounty.CHILD;
import static org.kith.gateway.ACounty.FAMILY;
import static org.kith.gateway.ACounty.LEAD;
import static org.kith.gateway.ACounty.OTHER;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

/** What waits and for whom, tasks settled by hand, absences, letting a family go, and one outcome of an analyst. */
class WaitingPagesTest {

    private static final String ABSENCES = "/workers/" + LEAD + "/absences";
    private static final String LET_GO = "/families/" + FAMILY + "/let-go";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on("GET /waiting", "{\"total\":0,\"items\":[]}");
            service.on("GET /waiting/counts", "{\"kinds\":[]}");
            service.on("GET /operate/tasks/open", "{\"kinds\":[]}");
        }
    }

    private static String counted(String kind, String family, String owner) {
        return """
                {"kinds":[{"kind":"%s","total":1,"first":{"kind":"%s","key":"K","familyId":"%s","ownerCode":"%s",
                 "reasonCode":"NO_LEAD_YET","urgent":false,"since":"2026-11-20T09:00:00Z","limitAt":"2026-11-23T17:00:00Z",
                 "overdue":true}}]}
                """.formatted(kind, kind, family, owner);
    }

    private static String item(String key, @Nullable String family, String owner) {
        return """
                {"total":1,"items":[{"kind":"K","key":"%s",%s"ownerCode":"%s","reasonCode":"TEAM_CLOSED","urgent":false,
                 "since":"2026-11-20T09:00:00Z","limitAt":"2026-11-23T17:00:00Z","overdue":true}]}
                """.formatted(key, family == null ? "" : "\"familyId\":\"" + family + "\",", owner);
    }

    @Test
    void everything_that_waits_is_counted_with_its_next_limit_and_its_owner() throws Exception {
        house.allocation.on("GET /waiting/counts", counted("LEAD_TO_NAME", FAMILY, "TEAM_MANAGER"));
        house.specialist.on("GET /waiting/counts", counted("SPECIALIST_ACCEPTANCE", FAMILY, LEAD));
        house.allocation.on("GET /waiting", item(FAMILY, FAMILY, "TEAM_MANAGER"));
        var browser = house.signedIn("TEAM_MANAGER:T07");

        var all = browser.get("/waiting");
        var one = browser.get("/waiting/list?kind=LEAD_TO_NAME");

        assertThat(all.text())
                .contains("Families without a lead 1 Monday 23 November 2026 at 5:00pm Late Team manager")
                .contains("Specialist requests to accept 1 Monday 23 November 2026 at 5:00pm Late A worker")
                .contains("Referrals to decide 0");
        assertThat(one.text()).contains("Example-Otter family", "Team manager", "Team closed", "Late");
        assertThat(one.body()).contains("href=\"/families/" + FAMILY + "\"");
    }

    @Test
    void a_service_that_is_away_is_named_once_and_the_rest_is_shown() throws Exception {
        house.restart();
        house.allocation.on("GET /waiting/counts", counted("ALLOCATION", FAMILY, "ALLOCATION_DUTY"));
        var browser = house.signedIn("PRACTICE_LEAD");
        house.referral.goAway();

        var page = browser.get("/waiting");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Referrals and families cannot be shown", "Families without a team 1");
        assertThat(page.text().split("cannot be shown", -1)).hasSize(2);
    }

    @Test
    void a_closed_team_is_called_by_its_name() throws Exception {
        house.allocation.on("GET /waiting", item("T07", null, "TEAM_MANAGER"));
        house.allocation.on("GET /teams", """
                [{"code":"T07","name":"Riverside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":false}]
                """);

        var page = house.signedIn("PRACTICE_LEAD").get("/waiting/list?kind=TEAM_CLOSED_WITH_FAMILIES");

        assertThat(page.text()).contains("Riverside").doesNotContain("T07");
    }

    @Test
    void a_request_that_a_specialist_did_not_accept_in_time_is_its_managers_to_settle_and_named_with_who_has_it()
            throws Exception {
        house.specialist.on("GET /waiting", asked -> Answer.json(item("K", FAMILY, LEAD)));
        var browser = house.signedIn("TEAM_MANAGER:T07");

        assertThat(browser.get("/work").text())
                .contains("Example-Otter family", "A specialist has not accepted in time: ask them");
        assertThat(browser.get("/waiting/list?kind=SPECIALIST_ACCEPTANCE").text())
                .contains("Example-Otter family", "Kim Example-Lead");
        house.specialist.on(
                "GET /waiting",
                asked -> Answer.json(
                        asked.body().contains("late=true") ? "{\"total\":0,\"items\":[]}" : item("K", FAMILY, LEAD)));
        assertThat(browser.get("/work").text()).doesNotContain("A specialist has not accepted in time");
    }

    @Test
    void a_family_closed_to_its_managers_is_on_the_practice_leads_list_with_the_way_to_its_lists() throws Exception {
        house.allocation.on("GET /waiting", item(FAMILY, FAMILY, "PRACTICE_LEAD"));
        var browser = house.signedIn("PRACTICE_LEAD");

        assertThat(browser.get("/work").body())
                .contains("keep every manager of its team from it", "href=\"/families/" + FAMILY + "/access\"");
        assertThat(browser.get("/waiting/list?kind=FAMILY_WITHOUT_MANAGER").body())
                .contains("href=\"/families/" + FAMILY + "/access\"");
    }

    @Test
    void an_address_that_cannot_be_read_is_said_to_be_wrong_and_not_to_be_our_fault() throws Exception {
        var page = house.signedIn("TEAM_MANAGER").get("/waiting/list?kind=NONSENSE");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text())
                .contains("This address cannot be read", "check it")
                .doesNotContain("our fault");
    }

    @Test
    void a_manager_is_told_of_their_own_closed_team_alone() throws Exception {
        for (var team : List.of("T07", "T08")) {
            house.allocation.on("GET /teams/" + team + "/board", """
                    {"team":{"code":"%s","name":"Hillside","districtCode":"E07000117","live":false},"capacity":10,"held":3,
                     "waiting":[],"total":0,"families":[],"workers":[],
                     "closing":{"text":"Move its families to other teams: it is closed","since":"2026-11-20T09:00:00Z",
                      "limitAt":"2026-11-21T17:00:00Z","overdue":true}}
                    """.formatted(team));
        }

        assertThat(house.signedIn("TEAM_MANAGER:T07", "SOCIAL_WORKER:T08")
                        .get("/work")
                        .text())
                .containsOnlyOnce("Move its families to other teams: it is closed")
                .contains("Hillside Closed teams that still hold families", "Late");
        assertThat(house.signedIn("SOCIAL_WORKER:T08").get("/work").text()).doesNotContain("it is closed");
    }

    @Test
    void an_administrator_says_that_a_task_is_done_and_why() throws Exception {
        String key = "allocation/referral/" + FAMILY + "/1";
        house.allocation.on("GET /operate/tasks/open", """
                {"kinds":[{"kind":"HEARD_REFUSAL","settledByHand":true,%s]}""".formatted(
                        item(key, FAMILY, "ADMINISTRATOR").strip().substring(1)));
        house.outcomes.on("GET /operate/tasks/open", """
                {"kinds":[{"kind":"AUDIT_CHANGED","settledByHand":false,%s]}""".formatted(
                        item("E10000017", null, "ADMINISTRATOR").strip().substring(1)));
        house.allocation.on(
                "POST /operate/tasks/settle",
                asked -> asked.body().contains("Telephoned the duty team")
                        ? Answer.json("{\"kind\":\"HEARD_REFUSAL\",\"key\":\"k\",\"left\":0}")
                        : Answer.problem(
                                422,
                                "{\"status\":422,\"code\":\"invalid\",\"detail\":\"No\",\"errors\":[{\"field\":\"reason\",\"code\":\"reason-needed\",\"message\":\"Say more\"}]}"));
        var browser = house.signedIn("ADMINISTRATOR");
        String settle = "/operate/tasks/settle";
        String link = settle + "?service=ALLOCATION&kind=HEARD_REFUSAL&key=" + key;

        var mine = browser.get("/work");
        var list = browser.get("/operate/tasks");
        var tooShort = browser.fill(link, settle, Map.of("reason", "Done"));
        var done = browser.fill(link, settle, Map.of("reason", "Telephoned the duty team"));

        assertThat(mine.text()).contains("2 things need you", "The audit was changed", "A fact was answered with no");
        assertThat(list.text())
                .contains(
                        "A fact was answered with no: Teams and allocation",
                        key,
                        "Administrator",
                        "The audit was changed: Outcomes and figures");
        assertThat(list.body()).as("an operator answers for that").doesNotContain("kind=AUDIT_CHANGED");
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.body()).contains("href=\"#reason\"", "Say more", "value=\"" + key + "\"");
        assertThat(browser.open(done.location()).text()).contains("The task is done");
        assertThat(house.allocation.heard("POST " + settle).getLast().body())
                .contains("\"kind\":\"HEARD_REFUSAL\"", key);
    }

    @Test
    void whoever_may_not_settle_sees_no_tasks() throws Exception {
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on(
                    "GET /operate/tasks/open",
                    Answer.problem(
                            403, "{\"status\":403,\"code\":\"not-allowed\",\"detail\":\"Administrators only\"}"));
        }

        assertThat(house.signedIn("SOCIAL_WORKER:T07").get("/operate/tasks").status())
                .isEqualTo(403);
    }

    @Test
    void an_absence_is_kept_and_ended_and_a_day_that_is_none_is_said() throws Exception {
        house.allocation.on("GET " + ABSENCES, """
                [{"absenceId":"%s","workerId":"%s","from":"2026-11-20","text":"Away since 20 November 2026"},
                 {"absenceId":"%s","workerId":"%s","from":"2025-01-02","to":"2025-01-09","text":"Away"}]
                """.formatted(OTHER, LEAD, CHILD, LEAD));
        house.allocation.on(
                "POST " + ABSENCES,
                "{\"absenceId\":\"%s\",\"workerId\":\"%s\",\"from\":\"2027-01-04\",\"text\":\"Away\"}"
                        .formatted(OTHER, LEAD));
        house.allocation.on("POST " + ABSENCES + "/" + OTHER + "/back", "[]");
        var browser = house.signedIn("TEAM_MANAGER:T07");

        var page = browser.get(ABSENCES);
        var wrong = browser.fill(ABSENCES, ABSENCES, Map.of("from.day", "31", "from.month", "2", "from.year", "2027"));
        var kept = browser.fill(ABSENCES, ABSENCES, Map.of("from.day", "4", "from.month", "1", "from.year", "2027"));
        var back = browser.fill(ABSENCES, ABSENCES + "/" + OTHER + "/back", Map.of());

        assertThat(page.text())
                .contains("Kim Example-Lead", "20 November 2026 Not known yet", "2 January 2025", "Over");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#from\"", "value=\"31\"");
        assertThat(kept.location()).endsWith(ABSENCES);
        assertThat(house.allocation.heard("POST " + ABSENCES).getFirst().body())
                .contains("\"from\":\"2027-01-04\"", "\"to\":null");
        assertThat(browser.open(back.location()).text()).contains("They are back from today on");
    }

    @Test
    void a_family_is_let_go_with_a_reason() throws Exception {
        house.allocation.on(
                "POST " + LET_GO,
                "{\"familyId\":\"%s\",\"state\":\"CLOSED\",\"since\":\"2026-11-21T09:00:00Z\",\"decisions\":[]}"
                        .formatted(FAMILY));
        var browser = house.signedIn("ALLOCATION_DUTY");

        assertThat(browser.get("/allocation").body()).contains("href=\"" + LET_GO + "\"");
        var done = browser.fill(LET_GO, LET_GO, Map.of("reasonCode", "MOVED_AWAY", "note", "Told the school"));

        assertThat(browser.open(done.location()).text()).contains("The family no longer waits for a team");
        assertThat(house.allocation.heard("POST " + LET_GO).getFirst().body())
                .contains("\"reasonCode\":\"MOVED_AWAY\"", "\"note\":\"Told the school\"");
    }

    @Test
    void an_analyst_records_one_outcome_by_record_numbers() throws Exception {
        house.outcomes.on("POST /outcomes", "{\"outcomeId\":\"%s\"}".formatted(OTHER));
        var browser = house.signedIn("PERFORMANCE_ANALYST");
        String path = "/outcomes/new";

        var wrong = browser.fill(path, path, Map.of("familyId", "not a number", "note", "Words that took thought"));
        var done = browser.fill(
                path,
                path,
                Map.of(
                        "familyId",
                        " " + FAMILY + " ",
                        "childId",
                        CHILD,
                        "kindCode",
                        "CARE_ENTRY",
                        "happenedOn.day",
                        "2",
                        "happenedOn.month",
                        "3",
                        "happenedOn.year",
                        "2026"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("Give the family's record number", "Give the child's record number", "Say what happened")
                .contains("Words that took thought");
        assertThat(browser.open(done.location()).text()).contains("It is recorded");
        assertThat(house.outcomes.heard("POST /outcomes").getFirst().body())
                .contains(FAMILY, CHILD, "\"happenedOn\":\"2026-03-02\"");
        assertThat(house.referral.heard("GET /families/" + FAMILY)).isEmpty();
    }
}
