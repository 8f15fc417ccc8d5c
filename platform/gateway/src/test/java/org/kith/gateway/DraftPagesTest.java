package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class DraftPagesTest {

    private static final String KEY = "0199f0e0-1111-7000-8000-00000000d001";
    private static final String REQUEST = "0199f0e0-1111-7000-8000-00000000d002";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("GET /drafts", "{\"total\": 0, \"items\": []}");
        house.specialist.on("GET /drafts", "{\"total\": 1, \"items\": [" + draft(1, "{}") + "]}");
        house.specialist.on(
                "GET /drafts/" + KEY, draft(1, "{\"text\": [\"We walked by the river\"], \"kindCode\": [\"VISIT\"]}"));
        house.specialist.on("POST /drafts", draft(1, "{}"));
        house.specialist.on("PUT /drafts/" + KEY, draft(2, "{}"));
        house.specialist.on("DELETE /drafts/" + KEY, new Answer(204, "application/json", ""));
        house.specialist.on("GET /codes", "{\"inputKinds\": [{\"code\": \"VISIT\", \"text\": \"A visit\"}]}");
    }

    private static String draft(int version, String fields) {
        return """
                {"key": "%s", "form": "SPECIALIST_INPUT", "about": "%s", "version": %d, "fields": %s,
                 "startedAt": "2026-11-20T09:00:00Z", "changedAt": "2026-11-21T09:05:00Z", "goneAt": "2026-12-19T09:05:00Z"}
                """.formatted(KEY, REQUEST, version, fields);
    }

    @Test
    void a_form_is_saved_as_it_is_typed_first_as_a_new_draft_and_then_the_same() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        var form = new LinkedHashMap<>(browser.get("/drafts").form("/sign-out"));
        form.put("_draft-form", "SPECIALIST_INPUT");
        form.put("_draft-about", REQUEST);
        form.put("_draft", "");
        form.put("_draft-version", "0");
        form.put("text", "We walked");

        var first = browser.send("/drafts/save", form, "Accept", "application/json");
        form.put("_draft", KEY);
        form.put("_draft-version", "1");
        var second = browser.send("/drafts/save", form, "Accept", "application/json");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("\"key\":\"" + KEY + "\"", "\"version\":1");
        assertThat(second.body()).contains("\"version\":2");
        assertThat(house.specialist.heard("POST /drafts").getFirst().body())
                .contains("\"text\":[\"We walked\"]", REQUEST)
                .doesNotContain("_csrf", "_draft");
        assertThat(house.specialist.heard("PUT /drafts/" + KEY).getFirst().body())
                .contains("\"version\":1");
    }

    @Test
    void what_another_device_kept_and_a_keeper_that_is_away_are_said_to_the_page() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        var form = new LinkedHashMap<>(browser.get("/drafts").form("/sign-out"));
        form.putAll(Map.of("_draft-form", "SPECIALIST_INPUT", "_draft", KEY, "_draft-version", "1", "text", "x"));
        house.specialist.on("PUT /drafts/" + KEY, Answer.problem(409, """
                {"status": 409, "code": "draft-changed", "detail": "This draft was kept elsewhere after it was opened here"}
                """));

        var clash = browser.send("/drafts/save", form, "Accept", "application/json");
        house.specialist.goAway();
        var away = browser.send("/drafts/save", form, "Accept", "application/json");
        form.put("_draft-form", "NO_SUCH_FORM");
        var wrong = browser.send("/drafts/save", form, "Accept", "application/json");

        assertThat(clash.status()).isEqualTo(409);
        assertThat(clash.body()).contains("kept elsewhere");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.body()).contains("still on this page");
        assertThat(wrong.status()).isEqualTo(400);
    }

    @Test
    void drafts_are_listed_opened_and_thrown_away() throws Exception {
        var browser = house.signedIn("SPECIALIST");

        var list = browser.get("/drafts");
        var opened = browser.get("/drafts/SPECIALIST_INPUT/" + KEY);
        var gone = browser.fill("/drafts", "/drafts/SPECIALIST_INPUT/" + KEY + "/throw-away", Map.of());

        assertThat(list.text()).contains("What happened with a family", "on 19 December 2026");
        assertThat(opened.location()).endsWith("/requests/" + REQUEST + "/inputs");
        assertThat(gone.location()).endsWith("/drafts");
        assertThat(house.specialist.heard("DELETE /drafts/" + KEY)).hasSize(1);
    }

    @Test
    void each_draft_is_told_from_the_others() throws Exception {
        var family = "0199f0e0-1111-7000-8000-00000000d003";
        house.referral.on("POST /families/titles", "{\"" + family + "\": \"The Example family\"}");
        house.referral.on(
                "GET /drafts",
                "{\"total\": 1, \"items\": ["
                        + draft(1, "{}")
                                .replace("SPECIALIST_INPUT", "REFERRAL")
                                .replace("\"about\": \"" + REQUEST + "\"", "\"called\": \"Sam Example and 1 more\"")
                        + "]}");
        house.specialist.on(
                "GET /drafts",
                "{\"total\": 1, \"items\": ["
                        + draft(1, "{}").replace("\"version\"", "\"familyId\": \"" + family + "\", \"version\"")
                        + "]}");

        var list = house.signedIn("SPECIALIST").get("/drafts");

        assertThat(list.text())
                .contains("A worry about a child: Sam Example and 1 more")
                .contains("What happened with a family: The Example family")
                .contains("Throw away What happened with a family: The Example family, last kept");
    }

    @Test
    void a_worry_that_was_begun_is_gone_on_with_where_it_was_left() throws Exception {
        house.referral.on(
                "GET /drafts/" + KEY,
                draft(1, "{\"whatWasSeen\": [\"A bruise\"]}").replace("SPECIALIST_INPUT", "REFERRAL"));
        var browser = house.signedIn("SPECIALIST");

        var opened = browser.open("/drafts/REFERRAL/" + KEY);

        assertThat(opened.text()).contains("What you have told us so far", "What you saw or heard Told");
    }

    @Test
    void the_list_says_which_part_is_missing() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        house.referral.goAway();

        var page = browser.get("/drafts");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Referrals and families cannot be shown", "What happened with a family")
                .doesNotContain("You have no drafts");
    }

    @Test
    void a_form_goes_on_from_its_draft_and_forgets_it_once_it_is_sent() throws Exception {
        house.specialist.on("POST /requests/" + REQUEST + "/inputs", new Answer(201, "application/json", "{}"));
        var browser = house.signedIn("SPECIALIST");
        String path = "/requests/" + REQUEST + "/inputs";

        var page = browser.get(path);
        var sent = browser.fill(path, path, Map.of("text", "We walked by the river and talked"));

        assertThat(page.body())
                .contains("We walked by the river", "data-autosave=\"/drafts/save\"")
                .contains("name=\"_draft\" value=\"" + KEY + "\"");
        assertThat(sent.status()).isEqualTo(302);
        assertThat(house.specialist.heard("DELETE /drafts/" + KEY)).hasSize(1);
    }

    @Test
    void a_day_that_is_none_is_said_together_with_what_else_is_wrong() throws Exception {
        String path = "/requests/" + REQUEST + "/inputs";

        var page = house.signedIn("SPECIALIST")
                .fill(path, path, Map.of("text", "", "happenedAt.day", "31", "happenedAt.month", "2"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("href=\"#kindCode\"", "href=\"#happenedAt\"", "href=\"#text\"");
        assertThat(house.specialist.heard("POST " + path)).isEmpty();
    }

    @Test
    void a_second_press_sends_the_same_entry_and_an_id_that_was_taken_is_replaced() throws Exception {
        var door = "POST /requests/" + REQUEST + "/inputs";
        var path = "/requests/" + REQUEST + "/inputs";
        house.specialist.on(door, new Answer(201, "application/json", "{}"));
        var browser = house.signedIn("SPECIALIST");
        var form = browser.get(path).form(path);
        form.put("text", "We walked by the river");

        browser.send(path, form);
        browser.send(path, form);
        var ids = house.specialist.heard(door).stream()
                .map(heard -> heard.body().replaceAll(".*\"inputId\":\"([^\"]+)\".*", "$1"))
                .toList();
        house.specialist.on(door, Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"Invalid","errors":[
                 {"field":"inputId","code":"already-kept","message":"What you sent first is kept"}]}
                """));
        var again = browser.send(path, form);

        assertThat(ids).hasSize(2).allMatch(id -> id.equals(form.get("_once")));
        assertThat(again.text()).contains("What you sent first is kept", "We walked by the river");
        assertThat(again.form(path).get("_once")).isNotBlank().isNotEqualTo(form.get("_once"));
    }
}
