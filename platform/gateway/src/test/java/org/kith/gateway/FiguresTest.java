package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class FiguresTest {

    private static final String FAMILY = "0199f0e0-0000-7000-8000-00000000f001";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.outcomes.on("GET /figures", """
                {"knownAt":"2026-11-23T09:00:00.123456Z","knowledgeSequence":77,"from":"2026-04-01","to":"2026-11-23",
                 "scopeCode":"COUNTY","scopeText":"Lancashire","measures":[
                 {"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW","scopeCode":"COUNTY","value":5123},
                 {"measureCode":"HOURS_TO_FIRST_HELP","text":"Hours to first help","sort":"HOURS","scopeCode":"COUNTY","value":960,"count":40,"median":21.5}]}
                """);
        house.outcomes.on("GET /figures/definitions", """
                [{"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW",
                  "definition":"Children named in the referrals received.","attribution":"A fact counts for the team of that day.",
                  "source":"DfE, Children in need: referrals"}]
                """);
        house.outcomes.on("GET /figures/scopes", """
                [{"scopeCode":"COUNTY","text":"Lancashire"},{"scopeCode":"T07","text":"Burnley North"}]
                """);
        house.outcomes.on("GET /figures/published", """
                {"year":2025,"years":[2024,2025],"from":"2025-11-24","to":"2026-11-23","knownAt":"2026-11-23T09:00:00Z","source":"dfe files",
                 "figures":[{"code":"referrals","text":"Children's referrals","values":{"Lancashire":7948,"North West":88000,"England":600000},
                   "measureCode":"CHILDREN_REFERRED","ours":5123,"caution":"Ours counts since Kith is in use",
                   "source":"DfE, Children in need, year ending 31 March 2025"}]}
                """);
    }

    @Test
    void figures_stand_beside_published_ones_and_say_as_known_when() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Lancashire , 1 April 2026 to 23 November 2026", "as known on 23 November 2026 at 9:00am")
                .contains("5,123", "hours in all for 40, median 21.5 hours")
                .contains("Lancashire 7,948", "year ending 31 March 2025", "Ours counts since Kith is in use")
                .contains("Children named in the referrals received.", "A fact counts for the team of that day.");
        assertThat(page.body())
                .contains(
                        "/figures/CHILDREN_REFERRED/facts?from=2026-04-01&amp;to=2026-11-23&amp;scope=COUNTY&amp;knownAt=2026-11-23T09%3A00%3A00.123456Z")
                .contains("/figures.csv?from=2026-04-01")
                .contains("Burnley North");
    }

    @Test
    void baseline_and_target_stand_beside_a_figure_and_are_set_on_a_page() throws Exception {
        house.outcomes.on("GET /figures/aims", """
                [{"measureCode":"CHILDREN_REFERRED","baselineValue":8000,"baselineOn":"2024-03-31","targetValue":7000,
                  "targetOn":"2028-03-31","onTheWay":4812,"source":"Made-up plan","setAt":"2026-04-02T09:00:00Z"}]
                """);
        house.outcomes.on("POST /figures/CHILDREN_REFERRED/aim", "[]");
        var browser = house.signedIn("PERFORMANCE_ANALYST");
        var form = "/figures/CHILDREN_REFERRED/aim?scope=COUNTY";

        var page = browser.open("/figures");
        var shown = browser.open(form);
        var done = browser.fill(
                form, form, Map.of("targetValue", "6,500", "targetOn.year", "2029", "source", "The new plan"));
        var wrong = browser.fill(form, form, Map.of("targetValue", "fewer", "baselineOn.month", "13"));

        assertThat(page.text())
                .contains(
                        "Target 7,000 in the year to 31 March 2028", "On the way 4,812 in the period", "Made-up plan");
        assertThat(shown.body()).contains("value=\"8000\"", "value=\"2024\"");
        assertThat(done.location()).endsWith("/figures");
        assertThat(house.outcomes
                        .heard("POST /figures/CHILDREN_REFERRED/aim")
                        .getFirst()
                        .body())
                .contains(
                        "\"targetValue\":6500",
                        "\"targetOn\":\"2029-03-31\"",
                        "\"baselineValue\":8000",
                        "The new plan");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Give a whole number", "a real day");
        assertThat(house.outcomes.heard("POST /figures/CHILDREN_REFERRED/aim")).hasSize(1);
        assertThat(house.signedIn("SOCIAL_WORKER:T07").open("/figures").body()).doesNotContain("/aim");
    }

    @Test
    void a_day_team_and_moment_are_asked_for_as_typed() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open(
                "/figures?from.day=1&from.month=6&from.year=2026&to.day=30&to.month=6&to.year=2026&scope=T07"
                        + "&knownOn.day=5&knownOn.month=7&knownOn.year=2026&knownTime=");

        assertThat(house.outcomes.heard("GET /figures").getFirst().body())
                .contains("from=2026-06-01", "to=2026-06-30", "scope=T07")
                // the end of 5 July in England
                .containsPattern("knownAt=2026-07-05T23(:|%3A)00(:|%3A)00Z");
        assertThat(page.text()).contains("What was learned later is left out");
    }

    @Test
    void a_day_that_is_none_is_named_at_its_field_and_nothing_is_asked() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures?from.day=31&from.month=2&from.year=2026");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("<title>Error: ", "href=\"#from\"", "value=\"31\"");
        assertThat(house.outcomes.heard("GET /figures")).isEmpty();
    }

    @Test
    void what_the_service_refuses_stands_at_the_field_with_its_hint() throws Exception {
        house.outcomes.on("GET /figures", Answer.problem(422, """
                {"status":422,"code":"known-at-in-the-future","detail":"Nobody knows yet what will be known then","hint":"Ask for a moment that is past"}
                """));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures?knownAt=2036-01-01T00:00:00Z");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("href=\"#knownOn\"");
        assertThat(page.text()).contains("Nobody knows yet what will be known then. Ask for a moment that is past");
    }

    @Test
    void the_facts_behind_a_figure_keep_its_moment_and_hide_families_of_others() throws Exception {
        house.outcomes.on("GET /figures/CHILDREN_REFERRED/facts", """
                {"measureCode":"CHILDREN_REFERRED","scopeCode":"COUNTY","knownAt":"2026-11-23T09:00:00.123456Z","knowledgeSequence":77,
                 "total":120,"sum":131,"items":[
                 {"factId":"fact-1","kindCode":"REFERRAL","familyId":"%s","day":"2026-06-03","amount":2,"recordedAt":"2026-06-03T08:00:00Z"},
                 {"factId":"fact-2","kindCode":"REFERRAL","day":"2026-06-04","amount":1}]}
                """.formatted(FAMILY));
        house.referral.on("POST /families/titles", "{\"%s\":\"Example-Otter family\"}".formatted(FAMILY));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open(
                "/figures/CHILDREN_REFERRED/facts?from=2026-04-01&to=2026-11-23&scope=COUNTY&knownAt=2026-11-23T09:00:00.123456Z");

        assertThat(page.text())
                .contains("120 facts add up to 131", "Example-Otter family", "One that you may not see")
                .contains("Showing 1 to 50 of 120");
        assertThat(page.body()).contains("knownAt=2026-11-23T09%3A00%3A00.123456Z&amp;offset=50");
        assertThat(house.outcomes
                        .heard("GET /figures/CHILDREN_REFERRED/facts")
                        .getFirst()
                        .body())
                .contains("limit=50", "offset=0", ".123456Z");
    }

    @Test
    void a_flow_is_shown_month_by_month_beside_the_same_days_a_year_before() throws Exception {
        house.outcomes.on(
                "GET /figures",
                asked -> Answer.json(
                        asked.body().contains("from=2025-09-15")
                                ? figures(
                                        "2025-09-15",
                                        "2025-11-23",
                                        "FLOW",
                                        30,
                                        "2025-09-20:4",
                                        "2025-11-23:6",
                                        "2025-11-01:20")
                                : figures(
                                        "2026-09-15",
                                        "2026-11-23",
                                        "FLOW",
                                        9,
                                        "2026-09-15:2",
                                        "2026-09-30:1",
                                        "2026-11-02:6")));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open(
                "/figures/CHILDREN_REFERRED/months?from=2026-09-15&to=2026-11-23&scope=COUNTY&knownAt=2026-11-23T09:00:00.123456Z");

        assertThat(page.text())
                .contains("Children named in the referrals received.")
                .containsSubsequence(
                        "15 to 30 September 2026 3 4 Facts",
                        "October 2026 0 0 Facts",
                        "1 to 23 November 2026 6 26 Facts");
        assertThat(page.body())
                .contains(
                        "/figures/CHILDREN_REFERRED/facts?from=2026-10-01&amp;to=2026-10-31&amp;scope=COUNTY&amp;knownAt=2026-11-23T09%3A00%3A00.123456Z");
        assertThat(house.outcomes.heard("GET /figures").getLast().body())
                .contains("from=2025-09-15", "to=2025-11-23", "days=true", ".123456Z");
    }

    @Test
    void each_month_stands_beside_what_a_straight_way_to_the_target_comes_to() throws Exception {
        house.outcomes.on(
                "GET /figures",
                asked -> Answer.json(
                        asked.body().contains("from=2025")
                                ? figures("2025-09-01", "2025-10-31", "FLOW", 0)
                                : figures("2026-09-01", "2026-10-31", "FLOW", 9, "2026-09-30:1", "2026-10-02:8")));
        house.outcomes.on("GET /figures/aims", """
                [{"measureCode":"CHILDREN_REFERRED","baselineValue":120,"baselineOn":"2026-03-31","targetValue":60,"targetOn":"2027-03-31",
                  "onTheWay":14,"source":"Made-up plan","setAt":"2026-04-02T09:00:00Z",
                  "months":[{"from":"2026-09-01","to":"2026-09-30"},{"from":"2026-10-01","to":"2026-10-31","onTheWay":7}]}]
                """);
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures/CHILDREN_REFERRED/months?from=2026-09-01&to=2026-10-31");

        assertThat(page.text())
                .contains(
                        "Baseline 120 in the year to 31 March 2026. Target 60 in the year to 31 March 2027.",
                        "Made-up plan")
                .containsSubsequence("September 2026 1 0 None Facts", "October 2026 8 0 7 Facts");
        assertThat(page.body())
                .contains("October 2026: 8, a year before 0, on the way 7, the facts behind it")
                .containsOnlyOnce("class=\"kith-plot__aim\"");
        assertThat(house.outcomes.heard("GET /figures/aims").getLast().body())
                .contains("from=2026-09-01", "to=2026-10-31", "months=true");
    }

    @Test
    void a_stock_is_shown_as_it_was_at_the_end_of_each_month() throws Exception {
        house.outcomes.on(
                "GET /figures",
                asked -> Answer.json(
                        asked.body().contains("from=2027")
                                ? figures("2027-01-01", "2027-02-28", "STOCK", 90, "2027-02-10:-5")
                                : figures("2028-01-01", "2028-02-29", "STOCK", 100, "2028-01-31:-2", "2028-02-29:7")));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures/CHILDREN_REFERRED/months?from=2028-01-01&to=2028-02-29");

        assertThat(page.text())
                .contains("Each number is the one at the end of its month.")
                .containsSubsequence("January 2028 93 95 Facts", "February 2028 100 90 Facts");
    }

    @Test
    void months_beyond_what_chance_explains_stand_out() throws Exception {
        // nothing before October 2025, then 12 whole months around 10 of which one has 40, and a part of October 2026
        house.outcomes.on(
                "GET /figures",
                asked -> Answer.json(
                        asked.body().contains("from=2024")
                                ? figures("2024-09-01", "2025-10-05", "FLOW", 0)
                                : figures(
                                        "2025-09-01",
                                        "2026-10-05",
                                        "FLOW",
                                        159,
                                        "2025-10-01:10",
                                        "2025-11-01:11",
                                        "2025-12-01:10",
                                        "2026-01-01:11",
                                        "2026-02-01:10",
                                        "2026-03-01:11",
                                        "2026-04-01:10",
                                        "2026-05-01:40",
                                        "2026-06-01:11",
                                        "2026-07-01:10",
                                        "2026-08-01:11",
                                        "2026-09-01:10",
                                        "2026-10-01:4")));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures/CHILDREN_REFERRED/months?from=2025-09-01&to=2026-10-05");

        // mean 155 / 12, mean difference 68 / 11
        assertThat(page.text())
                .contains("By chance alone a month lies between 0 and 29, around 13.", "the mean of 12 whole months")
                .containsSubsequence(
                        "September 2025 0 0 No Facts",
                        "October 2025 10 0 One of 7 in a row below the mean Facts",
                        "April 2026 10 0 One of 7 in a row below the mean Facts",
                        "May 2026 40 0 More than by chance Facts",
                        "June 2026 11 0 No Facts",
                        "1 to 5 October 2026 4 0 No Facts");
        assertThat(page.body())
                .contains("May 2026: 40, a year before 0, more than by chance, the facts behind it")
                .containsPattern("<line [^>]*class=\"kith-plot__mean\"");
    }

    @Test
    void hours_have_no_months() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        assertThat(browser.get("/figures/HOURS_TO_FIRST_HELP/months").status()).isEqualTo(404);
        assertThat(browser.open("/figures").body())
                .contains("/figures/CHILDREN_REFERRED/months?")
                .doesNotContain("/figures/HOURS_TO_FIRST_HELP/months?");
    }

    private static String figures(String from, String to, String sort, int value, String... days) {
        String told = Arrays.stream(days)
                .map(day -> "{\"day\":\"%s\",\"value\":%s}".formatted((Object[]) day.split(":", 2)))
                .collect(Collectors.joining(","));
        return """
                {"knownAt":"2026-11-23T09:00:00.123456Z","knowledgeSequence":77,"from":"%s","to":"%s",
                 "scopeCode":"COUNTY","scopeText":"Lancashire","measures":[
                 {"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"%s","scopeCode":"COUNTY","value":%d,"days":[%s]}]}
                """.formatted(from, to, sort, value, told);
    }

    @Test
    void the_file_is_passed_on_as_it_is() throws Exception {
        house.outcomes.on("GET /figures.csv", new Answer(200, "text/csv", "\uFEFFknown_at,value\r\n2026,5123\r\n"));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var file = browser.get("/figures.csv?from=2026-04-01&to=2026-11-23&scope=COUNTY");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("attachment", "kith-figures-2026-04-01-2026-11-23.csv");
        assertThat(file.body()).endsWith("known_at,value\r\n2026,5123\r\n");
    }

    @Test
    void whoever_may_not_see_figures_is_told_so() throws Exception {
        house.outcomes.on(
                "GET /figures",
                Answer.problem(
                        403, "{\"status\":403,\"code\":\"not-allowed\",\"detail\":\"Your role does not allow this\"}"));
        var browser = house.signedIn("SOCIAL_WORKER:T07");

        var page = browser.open("/figures");

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("You may not see this");
    }

    @Test
    void while_the_service_is_away_the_page_says_since_when() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");
        house.outcomes.goAway();

        var page = browser.open("/figures");

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Outcomes and figures has not answered since");
    }

    @Test
    void without_the_published_figures_ours_are_shown() throws Exception {
        house.outcomes.on("GET /figures/published", new Answer(500, "application/json", "{}"));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = browser.open("/figures");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("5,123", "Outcomes and figures cannot be shown")
                .doesNotContain("7,948");
        assertThat(page.form("/figures")).containsAllEntriesOf(Map.of("from.day", "1", "from.year", "2026"));
    }

    @Test
    void what_is_too_small_is_shown_as_such_and_worked_out_nowhere() throws Exception {
        house.outcomes.on("GET /figures", """
                {"knownAt":"2026-11-23T09:00:00.000001Z","knowledgeSequence":7,"from":"2026-04-01","to":"2026-11-23","scopeCode":"COUNTY","scopeText":"Lancashire",
                 "measures":[{"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW","scopeCode":"COUNTY","value":7948},
                  {"measureCode":"CARE_ENTRIES","text":"Came into care","sort":"FLOW","scopeCode":"COUNTY","value":null,"suppressed":"c"}]}
                """);

        var page = house.signedInAs("0199f0e0-9999-7000-8000-000000000002", "analyst")
                .get("/figures");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("c , too small to be shown", "a number from 1 to 5 is not shown", "7,948");
        assertThat(page.body())
                .contains("width=\"0\"")
                .doesNotContain("/figures/CARE_ENTRIES/facts", "/figures/CHILDREN_REFERRED/facts");
    }

    @Test
    void a_bar_opens_the_facts_behind_it() throws Exception {
        var page = house.signedIn("TEAM_MANAGER:T07").get("/figures");

        assertThat(page.body())
                .containsPattern("<a class=\"kith-plot__fact\"[^>]*href=\"/figures/CHILDREN_REFERRED/facts\\?")
                .contains("aria-label=\"Children&#39;s referrals: 5,123, the facts behind it\"")
                .as("widths are shares of the picture, which is as wide as the screen")
                .contains("width=\"80.0%\"")
                .doesNotContain("viewBox=\"0 0 720");
    }
}
