package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Page;
import org.kith.gateway.StandIn.Answer;

class SearchPagesTest {

    private static final String FAMILY = "0199f0e0-1111-7000-8000-00000000f001";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("POST /search", """
                {"total": 21, "more": false, "said": ["names like robin otter", "born on 6 May 2014"], "notes": ["There is no such date of birth as 31/2/2016"],
                 "items": [{"familyId": "%s", "title": "Example-Otter family", "why": ["The postcode is the same"], "people": [
                   {"personId": "%s", "kind": "CHILD", "givenName": "Robin", "familyName": "Example-Otter", "dateOfBirth": "2014-05-06", "why": ["Robin is what was typed"]},
                   {"personId": "%s", "kind": "CHILD", "givenName": "Ada", "familyName": "Example-Otter", "why": []}]}]}
                """.formatted(FAMILY, FAMILY, FAMILY));
    }

    @Test
    void a_search_is_sent_in_the_body_and_no_address_has_a_person_in_it() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");

        var sent = browser.fill("/search", "/search", Map.of("text", "Robin Otter 6/5/2014"));
        var page = browser.get(sent.location());

        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.location()).matches(".*/search/[0-9a-f-]{36}");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("21 families", "Example-Otter family", "Robin Example-Otter , child, born 6 May 2014")
                .contains(
                        "Robin is what was typed", "The postcode is the same", "Also in the family: Ada Example-Otter")
                .contains("There is no such date of birth", "Showing 1 to 20 of 21");
        assertThat(page.body()).contains("value=\"Robin Otter 6/5/2014\"").hasSizeLessThan(60_000);
        assertThat(page.body().replaceAll("href=\"/search/[0-9a-f-]{36}\\?offset=20\"", ""))
                .doesNotContainPattern("href=\"[^\"]*(?i:otter)");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(house.referral.heard("POST /search").getFirst().body())
                .contains("\"text\":\"Robin Otter 6/5/2014\"");
        assertThat(browser.get(sent.location() + "?offset=20").status()).isEqualTo(200);
        assertThat(house.referral.heard("POST /search").getLast().body()).contains("\"offset\":20");
    }

    @Test
    void what_cannot_be_looked_for_is_said_beside_the_box_with_what_was_typed() throws Exception {
        house.referral.on("POST /search", Answer.problem(422, """
                {"status": 422, "code": "invalid", "detail": "One field cannot be taken", "errors": [
                  {"field": "text", "code": "too-short", "message": "Type at least two letters of a name"}]}
                """));
        var browser = house.signedIn("SCREENING_WORKER");

        var page = browser.get(
                browser.fill("/search", "/search", Map.of("text", "x")).location());

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("There is a problem", "Type at least two letters of a name");
        assertThat(page.body()).contains("value=\"x\"");
    }

    @Test
    void searches_that_one_person_sends_at_once_are_all_answered() throws Exception {
        for (int round = 0; round < 3; round++) {
            var browser = house.signedIn("SCREENING_WORKER");
            var form = browser.get("/search").form("/search");
            form.put("text", "Robin Otter");
            var sent = new ArrayList<Future<Page>>();
            try (var atOnce = Executors.newFixedThreadPool(6)) {
                for (int at = 0; at < 6; at++) {
                    sent.add(atOnce.submit(() -> browser.send("/search", form)));
                }
            }
            for (var one : sent) {
                assertThat(one.get().status()).isEqualTo(302);
                assertThat(browser.get(one.get().location()).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void two_pages_that_are_the_first_to_keep_something_in_a_session_are_both_shown() throws Exception {
        for (int round = 0; round < 5; round++) {
            var browser = house.signedIn("SCREENING_WORKER");
            var opened = new ArrayList<Future<Page>>();
            try (var atOnce = Executors.newFixedThreadPool(6)) {
                for (int at = 0; at < 6; at++) {
                    opened.add(atOnce.submit(() -> browser.get("/work?filtered=yes&kind=screening")));
                }
            }
            for (var one : opened) {
                assertThat(one.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void no_more_than_the_last_ten_searches_of_a_session_are_kept() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        var sent = new ArrayList<String>();
        for (int at = 0; at < 12; at++) {
            sent.add(browser.fill("/search", "/search", Map.of("text", "Robin Otter"))
                    .location());
        }

        assertThat(browser.get(sent.get(1)).status()).isEqualTo(404);
        assertThat(browser.get(sent.get(2)).status()).isEqualTo(200);
    }

    @Test
    void another_session_cannot_open_the_results_and_is_asked_to_search() throws Exception {
        var mine = house.signedIn("SCREENING_WORKER");
        var results = mine.fill("/search", "/search", Map.of("text", "Robin")).location();

        var page = house.signedIn("SCREENING_WORKER").get(results);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("no longer kept").doesNotContain("Robin");
    }

    @Test
    void while_the_front_door_is_away_the_page_says_so_and_keeps_what_was_typed() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        var results = browser.fill("/search", "/search", Map.of("text", "Robin Otter"));
        house.referral.goAway();

        var page = browser.get(results.location());

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Referrals and families cannot be shown");
        assertThat(page.body()).contains("value=\"Robin Otter\"");
    }

    @Test
    void ten_thousand_letters_and_any_script_come_back_as_they_were_typed() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");

        var arabic = browser.get(browser.fill("/search", "/search", Map.of("text", "عائشة <script>alert(1)</script>"))
                .location());
        var endless = browser.get(browser.fill("/search", "/search", Map.of("text", "o".repeat(10_000)))
                .location());

        assertThat(arabic.body()).contains("عائشة &lt;script&gt;").doesNotContain("<script>alert");
        assertThat(endless.status()).isEqualTo(200);
    }
}
