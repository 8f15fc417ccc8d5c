package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class AdministrationPagesTest {

    private static final String WORKER = "0199f0e0-1111-7000-8000-00000000a001";
    private static final String ENTRY = """
            {"workerId": "%s", "name": "Kim Example-Heron", "roles": [
               {"role": "SOCIAL_WORKER", "teamCode": "T01", "teamName": "Burnley East"}],
             "history": [{"role": "SOCIAL_WORKER", "teamCode": "T01", "teamName": "Burnley East", "joinedOn": "2025-04-01"}],
             "planned": {"from": "2027-01-04", "leaves": true, "roles": []}}
            """.formatted(WORKER);

    private House house;
    private StandIn identity;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        identity = house.issuer.http();
        house.allocation.on("GET /workers/register", """
                {"total": 51, "items": [{"workerId": "%s", "name": "Kim Example-Heron", "roles": [
                  {"role": "SOCIAL_WORKER", "teamCode": "T01", "teamName": "Burnley East"}],
                  "planned": {"from": "2027-01-04", "leaves": true, "roles": []}}]}
                """.formatted(WORKER));
        house.allocation.on("GET /workers/" + WORKER, ENTRY);
        house.allocation.on("GET /teams", """
                [{"code": "T01", "name": "Burnley East", "districtCode": "E07000117", "capacityPoints": 280, "held": 12,
                  "liveFrom": "2021-03-01", "live": true}]
                """);
        house.allocation.on(
                "POST /workers/" + WORKER + "/leave",
                "{\"workerId\": \"%s\", \"name\": \"Kim Example-Heron\", \"roles\": []}".formatted(WORKER));
        house.allocation.on("POST /workers/" + WORKER + "/plan/cancel", ENTRY);
        house.allocation.on(
                "POST /workers",
                "{\"workerId\": \"%s\", \"name\": \"Kim Example-Heron\", \"roles\": []}".formatted(WORKER));
        identity.on("POST /people/accounts", "{\"items\": [" + account(false) + "]}");
        identity.on("POST /people/" + WORKER + "/leave", account(true));
        identity.on("POST /people/" + WORKER + "/return", account(false));
        identity.on("POST /people/" + WORKER + "/link", link("new"));
        identity.on("POST /people", link("first"));
    }

    @AfterEach
    void comeBack() throws Exception {
        identity.comeBack();
    }

    private static String account(boolean disabled) {
        return """
                {"accountId": "%s", "username": "kim.heron", "displayName": "Kim Example-Heron", "kind": "staff", "disabled": %s, "invited": false}
                """.formatted(WORKER, disabled);
    }

    private static String link(String token) {
        return "{\"link\": \"http://127.0.0.1:7601/choose-password?once=%s\", \"endsAt\": \"2026-11-26T09:00:00Z\"}"
                .formatted(token);
    }

    @Test
    void everybody_is_listed_with_roles_plans_and_whether_they_can_sign_in() throws Exception {
        var browser = house.signedIn("ADMINISTRATOR");

        var page = browser.get("/administration");
        var found = browser.fill("/administration", "/administration", Map.of("name", "heron"));

        assertThat(page.text())
                .contains("Kim Example-Heron", "Social worker, Burnley East", "Leaves on 4 January 2027", "Can sign in")
                .contains("Showing 1 to 50 of 51");
        assertThat(page.body()).hasSizeLessThan(60_000);
        assertThat(found.status()).isEqualTo(200);
        assertThat(house.allocation.heard("GET /workers/register").getLast().body())
                .contains("name=heron");
    }

    @Test
    void somebody_new_gets_roles_and_a_link_that_is_shown_once() throws Exception {
        var browser = house.signedIn("ADMINISTRATOR");
        var form = new HashMap<String, String>();
        form.putAll(Map.of("name", "Kim Example-Heron", "username", "kim.heron", "kind", "staff"));
        form.putAll(Map.of(
                "role", "SOCIAL_WORKER", "team", "T01", "from.day", "4", "from.month", "1", "from.year", "2027"));

        var done = browser.fill("/administration/people/new", "/administration/people/new", form);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("choose-password?once=first", "It is shown this once");
        assertThat(done.header("Cache-Control")).contains("no-store");
        assertThat(house.allocation.heard("POST /workers").getFirst().body())
                .contains("\"role\":\"SOCIAL_WORKER\"", "\"teamCode\":\"T01\"", "2027-01-04");
        assertThat(identity.heard("POST /people").getFirst().body()).contains("kim.heron");
    }

    @Test
    void what_is_missing_is_said_and_a_taken_user_name_takes_the_worker_back() throws Exception {
        var browser = house.signedIn("ADMINISTRATOR");
        identity.on("POST /people", Answer.problem(409, """
                {"status": 409, "code": "username-taken", "detail": "Another account has this user name"}
                """));

        var empty = browser.fill("/administration/people/new", "/administration/people/new", Map.of());
        var taken = browser.fill(
                "/administration/people/new",
                "/administration/people/new",
                Map.of("name", "Kim Example-Heron", "username", "kim.heron", "kind", "staff", "role", "SPECIALIST"));

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("Give a name", "Give a user name", "Choose a role");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("Another account has this user name");
        assertThat(taken.body()).contains("value=\"kim.heron\"");
    }

    @Test
    void somebody_who_leaves_is_signed_out_everywhere_at_once() throws Exception {
        var theirs = house.signedInAs(WORKER, "staff");
        assertThat(theirs.get("/drafts").status()).isEqualTo(200);
        var browser = house.signedIn("ADMINISTRATOR");
        String path = "/administration/people/" + WORKER + "/leave";

        var done = browser.fill(path, path, Map.of());

        assertThat(done.location()).endsWith("/administration/people/" + WORKER);
        assertThat(identity.heard("POST /people/" + WORKER + "/leave")).isNotEmpty();
        assertThat(theirs.get("/drafts").status()).isEqualTo(302);
        assertThat(house.sql()
                        .sql("select count(*) from spring_session where principal_name = ?")
                        .param(WORKER)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_leave_that_meets_a_closed_issuer_says_so_and_is_sent_again() throws Exception {
        var browser = house.signedIn("ADMINISTRATOR");
        String path = "/administration/people/" + WORKER + "/leave";
        var form = browser.get(path).form(path);
        identity.on("POST /people/accounts", new Answer(503, "application/json", "{}"));

        var away = browser.send(path, form);

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("Sign-in accounts has not answered since");
        assertThat(house.allocation.heard("POST /workers/" + WORKER + "/leave")).isEmpty();
    }

    @Test
    void roles_change_from_a_day_and_a_plan_is_given_up() throws Exception {
        var browser = house.signedIn("ADMINISTRATOR");
        String person = "/administration/people/" + WORKER;

        var page = browser.get(person);
        var changed = browser.fill(
                person + "/roles",
                person + "/roles",
                Map.of("kept", "SOCIAL_WORKER/T01", "role", "TEAM_MANAGER", "team", "T01"));
        var none = browser.fill(person + "/roles", person + "/roles", Map.of("from.day", "31", "from.month", "2"));
        var givenUp = browser.fill(person, person + "/plan/give-up", Map.of());
        var link = browser.fill(person, person + "/link", Map.of());

        assertThat(page.text()).contains("Can sign in, as kim.heron", "Social worker, Burnley East", "1 April 2025");
        assertThat(changed.location()).endsWith(person);
        assertThat(house.allocation.heard("POST /workers").getFirst().body()).contains("TEAM_MANAGER", "SOCIAL_WORKER");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("Keep or add one role", "numbers of a real day");
        assertThat(givenUp.location()).endsWith(person);
        assertThat(link.text()).contains("choose-password?once=new");
    }

    @Test
    void teams_are_made_changed_and_closed_by_day() throws Exception {
        house.allocation.on(
                "POST /teams", new Answer(201, "application/json", "{\"code\": \"T26\", \"name\": \"Example New\"}"));
        house.allocation.on("PUT /teams/T01", "{\"code\": \"T01\", \"name\": \"Burnley East\"}");
        var browser = house.signedIn("ADMINISTRATOR");

        var list = browser.get("/administration/teams");
        var made = browser.fill(
                "/administration/teams/new",
                "/administration/teams/new",
                Map.of("code", "T26", "name", "Example New", "districtCode", "E07000117", "capacityPoints", "200"));
        var closed = browser.fill(
                "/administration/teams/T01",
                "/administration/teams/T01",
                Map.of("closedFrom.day", "1", "closedFrom.month", "4", "closedFrom.year", "2027"));
        var wrong = browser.fill(
                "/administration/teams/T01",
                "/administration/teams/T01",
                Map.of(
                        "capacityPoints",
                        "many",
                        "closedFrom.day",
                        "31",
                        "closedFrom.month",
                        "2",
                        "closedFrom.year",
                        "2027"));

        assertThat(list.text()).contains("Burnley East", "280");
        assertThat(made.location()).endsWith("/administration/teams");
        assertThat(house.allocation.heard("POST /teams").getFirst().body()).contains("\"capacityPoints\":200");
        assertThat(closed.location()).endsWith("/administration/teams");
        assertThat(house.allocation.heard("PUT /teams/T01").getFirst().body())
                .contains("2027-04-01")
                .doesNotContain("name");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Give a number", "real day");
    }

    @Test
    void whoever_does_not_administer_gets_the_services_no() throws Exception {
        house.allocation.on("GET /workers/register", Answer.problem(403, """
                {"status": 403, "code": "not-allowed", "detail": "Your role does not include this"}
                """));

        var page = house.signedIn("SOCIAL_WORKER:T01").get("/administration");

        assertThat(page.status()).isEqualTo(403);
    }
}
