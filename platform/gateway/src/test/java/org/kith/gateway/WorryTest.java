package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class WorryTest {

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("GET /referrals/codes", House.CODES);
        house.referral.on("POST /referrals", """
                {"reference":"K7-4TR-92X","receiptToken":"r-token-of-128-bits","stage":"RECEIVED",
                 "receivedAt":"2026-11-23T09:00:00Z","decisionDueAt":"2026-11-24T17:00:00Z"}
                """);
        house.referral.on("GET /receipts/r-token-of-128-bits", """
                {"reference":"K7-4TR-92X","receivedAt":"2026-11-23T09:00:00Z","stage":"RECEIVED",
                 "stageText":"We have it","ownerText":"The screening workers at the front door",
                 "decisionDueAt":"2026-11-24T17:00:00Z","workingDaysLeft":1,"overdue":false,
                 "history":[{"at":"2026-11-23T09:00:00Z","text":"What you told us was received"}]}
                """);
    }

    private static Map<String, String> aWorry() {
        var worry = new LinkedHashMap<String, String>();
        worry.put("referrer.name", "Mx Example-Teacher");
        worry.put("referrer.sourceCode", "2A");
        worry.put("children[0].givenName", "Robin");
        worry.put("children[0].familyName", "Example-Otter");
        worry.put("children[0].dateOfBirth.day", "30");
        worry.put("children[0].dateOfBirth.month", "4");
        worry.put("children[0].dateOfBirth.year", "2019");
        worry.put("address.postcode", "BB11 3DF");
        worry.put("worries", "3B");
        worry.put("whatWasSeen", "A bruise, and she was afraid to go home");
        worry.put("action", "send");
        return worry;
    }

    @Test
    void anybody_can_raise_a_worry_and_gets_a_receipt() throws Exception {
        var browser = house.browser();

        var sent = browser.fill("/worries/whole", "/worries", aWorry());

        assertThat(sent.location()).endsWith("/receipt/r-token-of-128-bits?new");
        var heard = house.referral.heard("POST /referrals").getFirst();
        assertThat(heard.header("Authorization")).startsWith("Bearer token-of-intake");
        assertThat(heard.body())
                .contains("\"dateOfBirth\":\"2019-04-30\"", "\"sourceCode\":\"2A\"", "\"worries\":[\"3B\"]")
                .contains("\"immediateDanger\":false");
        assertThat(browser.get(sent.location()).text())
                .contains("Thank you. We have it", "K7-4TR-92X", "1 working day left", "24 November 2026 at 5:00pm");
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.getName().equals("KITH_SESSION"));
    }

    @Test
    void a_child_who_is_not_born_yet_is_told_with_the_day_on_which_they_are_expected() throws Exception {
        var worry = aWorry();
        worry.keySet().removeIf(name -> name.startsWith("children[0].dateOfBirth") || name.endsWith("givenName"));
        worry.put("children[0].expectedOn.day", "7");
        worry.put("children[0].expectedOn.month", "2");
        worry.put("children[0].expectedOn.year", "2027");

        house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains("\"children\":[{\"familyName\":\"Example-Otter\",\"expectedOn\":\"2027-02-07\"}]");
    }

    @Test
    void what_is_wrong_with_the_day_of_a_birth_stands_beside_it_with_what_was_typed() throws Exception {
        house.referral.on("POST /referrals", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"1 field","errors":[
                 {"field":"children[0].expectedOn","code":"too-far-ahead","message":"No birth is expected so far ahead"}]}
                """));
        var worry = aWorry();
        worry.put("children[0].expectedOn.year", "2031");

        var page = house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("href=\"#children-0-expectedOn\"", "id=\"children-0-expectedOn\"", "value=\"2031\"");
        assertThat(page.text()).contains("No birth is expected so far ahead", "needs no first name");
    }

    @Test
    void a_second_press_of_send_is_the_same_sending() throws Exception {
        var browser = house.browser();
        var form = browser.get("/worries/whole").form("/worries");
        form.putAll(aWorry());

        browser.send("/worries", form);
        browser.send("/worries", form);
        form.put("whatWasSeen", "Something else");
        browser.send("/worries", form);

        var keys = house.referral.heard("POST /referrals").stream()
                .map(heard -> String.valueOf(heard.header("Idempotency-Key")))
                .toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2)).hasSizeLessThan(200);
    }

    @Test
    void all_problems_come_back_beside_their_fields_with_the_words_kept() throws Exception {
        house.referral.on("POST /referrals", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"4 fields","errors":[
                 {"field":"children[0].familyName","code":"required","message":"Give the child's family name"},
                 {"field":"children[0].dateOfBirth","code":"not-a-date","message":"Write the date as year-month-day"},
                 {"field":"referrer.telephone","code":"not-a-telephone-number","message":"This does not look like a telephone number"},
                 {"field":"worries","code":"required","message":"Choose at least one worry; 20 is for others"}]}
                """));
        var worry = aWorry();
        worry.put("children[0].dateOfBirth.month", "13");

        var page = house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("<title>Error: ")
                .contains("href=\"#children-0-familyName\"", "id=\"children-0-familyName\"")
                .contains("href=\"#children-0-dateOfBirth\"", "id=\"children-0-dateOfBirth\"")
                .contains("href=\"#worries\"", "id=\"worries\"")
                .contains("value=\"Robin\"", "value=\"13\"", "A bruise, and she was afraid to go home");
        assertThat(page.text())
                .contains("Give day, month and year as numbers", "Choose at least one worry")
                .doesNotContain("20 is for others");
    }

    @Test
    void another_child_and_another_adult_are_added_without_a_script() throws Exception {
        var browser = house.browser();
        var worry = aWorry();
        worry.put("action", "add-child");

        var page = browser.fill("/worries/whole", "/worries", worry);
        var more = page.form("/worries");
        more.put("action", "add-adult");
        var withAdult = browser.send("/worries", more);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Child 2");
        assertThat(page.body()).contains("value=\"Robin\"");
        assertThat(withAdult.text()).contains("Child 2", "Adult 1", "must not know where the family is");
        assertThat(house.referral.heard("POST /referrals")).isEmpty();
    }

    @Test
    void an_adult_of_whom_nothing_is_told_is_not_sent() throws Exception {
        var worry = aWorry();
        worry.put("adults[0].givenName", "");
        worry.put("adults[0].relation", "");
        worry.put("adults[1].givenName", "Kim");

        house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains("\"adults\":[{\"givenName\":\"Kim\"}]");
    }

    @Test
    void an_adult_is_told_with_what_they_are_to_the_children_and_that_they_must_not_know() throws Exception {
        var worry = aWorry();
        worry.put("adults[0].givenName", "Kim");
        worry.put("adults[0].familyName", "Example-Otter");
        worry.put("adults[0].relation", "MOTHER");
        worry.put("adults[0].mustNotKnow", "yes");

        house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains("{\"from\":\"adults[0]\",\"to\":\"children[0]\",\"kind\":\"MOTHER\"}")
                .contains("\"mustNotKnow\":[{\"person\":\"adults[0]\"}]");
    }

    @Test
    void too_many_from_one_address_wait_but_danger_gets_through() throws Exception {
        var browser = house.browserAt("127.0.0.2");
        for (int i = 0; i < 20; i++) {
            browser.fill("/worries/whole", "/worries", aWorry());
        }
        var danger = aWorry();
        danger.put("immediateDanger", "yes");

        var stopped = browser.fill("/worries/whole", "/worries", aWorry());
        var through = browser.fill("/worries/whole", "/worries", danger);

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(Integer.parseInt(stopped.header("Retry-After"))).isBetween(1, 601);
        assertThat(stopped.text()).contains("Nothing you typed is lost");
        assertThat(stopped.body()).contains("value=\"Robin\"");
        assertThat(through.location()).contains("/receipt/");
    }

    @Test
    void while_the_front_door_is_away_the_words_are_kept() throws Exception {
        house.restart();
        var browser = house.browser();
        var form = browser.get("/worries/whole").form("/worries");
        form.putAll(aWorry());
        house.referral.goAway();

        var page = browser.send("/worries", form);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Nothing you typed is lost", "Referrals and families has not answered since");
        assertThat(page.body()).contains("value=\"Robin\"", "A bruise, and she was afraid to go home");
    }

    @Test
    void a_form_of_another_site_is_refused() throws Exception {
        var browser = house.browser();
        var form = browser.get("/worries/whole").form("/worries");
        form.putAll(aWorry());
        var withoutToken = new LinkedHashMap<>(form);
        withoutToken.remove("_csrf");

        var foreign = browser.send("/worries", form, "Sec-Fetch-Site", "cross-site");
        var ofAnotherOrigin = house.browser().send("/worries", withoutToken, "Sec-Fetch-Site", "same-site");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(ofAnotherOrigin.status()).isEqualTo(403);
        assertThat(house.referral.heard("POST /referrals")).isEmpty();
    }

    @Test
    void a_page_of_ours_whose_token_was_lost_keeps_the_words() throws Exception {
        var form = house.browser().get("/worries/whole").form("/worries");
        form.putAll(aWorry());
        var browser = house.browser();

        var sent = browser.send("/worries", form);
        var back = browser.open(sent.location());

        assertThat(sent.location()).endsWith("/continue");
        assertThat(back.text()).contains("Nothing you typed is lost", "A bruise, and she was afraid to go home");
        assertThat(browser.send("/worries", back.form("/worries")).location()).contains("/receipt/");
    }

    @Test
    void a_receipt_that_is_none_is_not_found() throws Exception {
        var page = house.browser().get("/receipt/guessed");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text())
                .contains(
                        "Lancashire County Council has no receipt with this address", "at that council's own address.");
        assertThat(house.browser().get("/favicon.ico").status()).isEqualTo(404);
        assertThat(house.browser().get("/icon.svg").status()).isEqualTo(200);
    }

    @Test
    void whoever_is_signed_in_sends_in_their_own_name() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");

        browser.fill("/worries/whole", "/worries", aWorry());

        assertThat(house.referral.heard("POST /referrals").getFirst().header("Authorization"))
                .startsWith("Bearer token-of-")
                .doesNotContain("intake");
    }

    @Test
    void the_words_of_a_stranger_are_shown_as_words() throws Exception {
        var worry = aWorry();
        worry.put("children[0].givenName", "\"><script>alert(1)</script>");
        worry.put("whatWasSeen", "</textarea><img src=x onerror=alert(1)>");
        worry.put("action", "add-child");

        var page = house.browser().fill("/worries/whole", "/worries", worry);

        assertThat(page.body()).doesNotContain("<script>", "<img");
    }
}
