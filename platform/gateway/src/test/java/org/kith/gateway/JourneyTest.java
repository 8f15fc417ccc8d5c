package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Browser;
import org.kith.gateway.StandIn.Answer;
import tools.jackson.databind.json.JsonMapper;

/** A worry told one thing at a time, kept after each page. */
class JourneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DRAFT = "unguessable-resume-token";

    private final AtomicReference<String> kept = new AtomicReference<>("{}");
    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("GET /referrals/codes", House.CODES);
        house.referral.on("POST /drafts", asked -> keep(asked.body()));
        house.referral.on("GET /drafts/" + DRAFT, asked -> draft());
        house.referral.on("PUT /drafts/" + DRAFT, asked -> keep(asked.body()));
        house.referral.on("POST /referrals", """
                {"reference":"K7-4TR-92X","receiptToken":"r-token-of-128-bits","stage":"RECEIVED"}
                """);
    }

    private Answer keep(String body) {
        kept.set(JSON.readTree(body).path("fields").toString());
        return draft();
    }

    private Answer draft() {
        return Answer.json("""
                {"key":"%s","form":"REFERRAL","version":1,"fields":%s,"startedAt":"2026-11-23T09:00:00Z",
                 "changedAt":"2026-11-23T09:00:00Z","goneAt":"2026-12-21T09:00:00Z"}
                """.formatted(DRAFT, kept.get()));
    }

    private String told(Browser browser) throws Exception {
        String path = "/worries/" + DRAFT;
        browser.fill("/worries/new", "/worries/new", Map.of());
        browser.fill(
                path + "/you",
                path + "/you",
                Map.of("referrer.name", "Mx Example-Teacher", "referrer.sourceCode", "2A"));
        browser.fill(
                path + "/children",
                path + "/children",
                Map.of(
                        "children[0].givenName",
                        "Robin",
                        "children[0].familyName",
                        "Example-Otter",
                        "children[0].ageYears",
                        "7"));
        browser.fill(path + "/adults", path + "/adults", Map.of());
        browser.fill(path + "/where", path + "/where", Map.of("address.postcode", "BB11 3DF"));
        browser.fill(path + "/seen", path + "/seen", Map.of("whatWasSeen", "A bruise"));
        browser.fill(path + "/worries", path + "/worries", Map.of("worries", "3B"));
        return browser.fill(path + "/safety", path + "/safety", Map.of("familyKnows", "NO"))
                .location();
    }

    @Test
    void each_page_leads_to_the_next_and_the_answers_are_checked_before_they_are_sent() throws Exception {
        var browser = house.browser();

        var check = browser.get(told(browser));
        var sent = browser.fill("/worries/" + DRAFT + "/check", "/worries/" + DRAFT + "/check", Map.of());

        assertThat(check.text())
                .contains(
                        "Mx Example-Teacher", "Child 1 Robin Example-Otter, aged 7", "BB11 3DF", "A bruise", "Not yet");
        assertThat(sent.location()).endsWith("/receipt/r-token-of-128-bits?new");
        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains(
                        "\"givenName\":\"Robin\"",
                        "\"sourceCode\":\"2A\"",
                        "\"worries\":[\"3B\"]",
                        "\"familyKnows\":\"NO\"",
                        "\"adults\":[]");
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.getName().equals("KITH_SESSION"));
    }

    @Test
    void a_child_who_is_not_born_yet_is_kept_checked_and_sent_with_the_day_that_is_expected() throws Exception {
        var browser = house.browser();
        told(browser);
        String children = "/worries/" + DRAFT + "/children";
        var expected = Map.of(
                "children[0].givenName", "",
                "children[0].ageYears", "",
                "children[0].expectedOn.day", "7",
                "children[0].expectedOn.month", "2");

        var wrong = browser.fill(children, children, expected);
        var right = new HashMap<>(expected);
        right.put("children[0].expectedOn.year", "2027");
        right.put("action", "add-child");
        browser.fill(children, children, right);
        var again = browser.get(children);
        browser.fill(children, children, Map.of("action", "remove-child-1"));
        var check = browser.get("/worries/" + DRAFT + "/check");
        browser.fill("/worries/" + DRAFT + "/check", "/worries/" + DRAFT + "/check", Map.of());

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#children-0-expectedOn\"");
        assertThat(again.form(children)).containsEntry("children[0].expectedOn.year", "2027");
        assertThat(check.text()).contains("Child 1 Example-Otter, expected on 7 2 2027");
        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains("\"children\":[{\"familyName\":\"Example-Otter\",\"expectedOn\":\"2027-02-07\"}]");
    }

    @Test
    void a_child_named_twice_is_said_on_the_page_of_the_children() throws Exception {
        var browser = house.browser();
        told(browser);
        String children = "/worries/" + DRAFT + "/children";
        browser.fill(children, children, Map.of("action", "add-child"));
        var second = new HashMap<>(Map.of(
                "children[1].givenName", "robin ",
                "children[1].familyName", "Example-Otter",
                "children[1].ageYears", "7"));

        var twice = browser.fill(children, children, second);
        second.put("children[1].ageYears", "9");
        var brother = browser.fill(children, children, second);

        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.text()).contains("This is child 1 once more");
        assertThat(brother.status()).isEqualTo(302);
    }

    @Test
    void an_adult_is_asked_for_at_once_and_one_of_whom_nothing_is_told_is_not_sent() throws Exception {
        var browser = house.browser();
        told(browser);
        String adults = "/worries/" + DRAFT + "/adults";

        var room = browser.get(adults);
        browser.fill(adults, adults, Map.of("action", "add-adult"));
        browser.fill(adults, adults, Map.of("adults[1].givenName", "Sam", "adults[1].familyName", "Example-Otter"));
        var again = browser.get(adults);
        var check = browser.get("/worries/" + DRAFT + "/check");
        browser.fill("/worries/" + DRAFT + "/check", "/worries/" + DRAFT + "/check", Map.of());

        assertThat(room.text()).contains("Adult 1 First name").doesNotContain("Adult 2");
        assertThat(again.text()).doesNotContain("Adult 2");
        assertThat(again.form(adults)).containsEntry("adults[0].givenName", "Sam");
        assertThat(check.text()).contains("Adult 1 Sam Example-Otter");
        assertThat(house.referral.heard("POST /referrals").getFirst().body())
                .contains("\"adults\":[{\"givenName\":\"Sam\",\"familyName\":\"Example-Otter\"}]");
    }

    @Test
    void a_schools_own_link_fills_in_what_it_knows() throws Exception {
        var browser = house.browser();

        var made = browser.get("/worries/link?organisation=Example+%26+Sons+School&source=2A");
        browser.fill("/worries/new?organisation=Example+%26+Sons+School&source=2A", "/worries/new", Map.of());
        var you = browser.get("/worries/" + DRAFT + "/you");
        var child = browser.get("/worries/" + DRAFT + "/children");

        assertThat(made.text()).contains("/worries/new?organisation=Example%20%26%20Sons%20School&amp;source=2A");
        assertThat(you.form("/worries/" + DRAFT + "/you"))
                .containsEntry("referrer.organisation", "Example & Sons School");
        assertThat(you.body()).containsPattern("value=\"2A\" selected");
        assertThat(child.form("/worries/" + DRAFT + "/children"))
                .containsEntry("children[0].school", "Example & Sons School");
    }

    @Test
    void a_link_that_says_nothing_true_fills_in_nothing() throws Exception {
        var browser = house.browser();

        var made = browser.get("/worries/link?organisation=&source=");
        browser.fill("/worries/new?organisation=" + "o".repeat(201) + "&source=%3Cscript%3E", "/worries/new", Map.of());

        assertThat(made.text()).contains("Say what it is called", "Choose what it is");
        assertThat(kept.get()).doesNotContain("referrer", "script", "school");
    }

    @Test
    void who_wants_to_speak_to_somebody_finds_the_number_before_the_worry_is_told() throws Exception {
        for (var path : List.of("/", "/worries/new")) {
            assertThat(house.browser().get(path).text()).contains("To speak to somebody here: 01632 960999");
        }
    }

    @Test
    void a_second_press_of_send_and_the_way_back_lead_to_the_same_receipt() throws Exception {
        var browser = house.browser();
        var form = browser.get(told(browser)).form("/worries/" + DRAFT + "/check");

        browser.send("/worries/" + DRAFT + "/check", form);
        var again = browser.send("/worries/" + DRAFT + "/check", form);
        var back = browser.get("/worries/" + DRAFT + "/seen");

        assertThat(again.location()).endsWith("/receipt/r-token-of-128-bits?new");
        assertThat(back.location()).endsWith("/receipt/r-token-of-128-bits?new");
        assertThat(house.referral.heard("POST /referrals")).hasSize(1);
        assertThat(kept.get()).doesNotContain("Robin", "bruise");
    }

    @Test
    void what_is_told_already_is_there_on_another_device_and_the_list_says_what_is_left() throws Exception {
        told(house.browser());

        var other = house.browser();
        var list = other.get("/worries/" + DRAFT);
        var page = other.get("/worries/" + DRAFT + "/children");

        assertThat(list.text()).contains("The child Told", "The adults at home Not yet told", "until 21 December 2026");
        assertThat(page.body()).contains("value=\"Robin\"");
    }

    @Test
    void a_brother_is_added_without_a_script() throws Exception {
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT + "/children";

        var added = browser.fill(path, path, Map.of("children[0].givenName", "Robin", "action", "add-child"));
        var page = browser.get(added.location());

        assertThat(added.location()).endsWith(path);
        assertThat(page.text()).contains("Child 2");
        assertThat(page.body()).contains("value=\"Robin\"");
    }

    @Test
    void problems_lead_to_the_page_that_asks() throws Exception {
        house.referral.on("POST /referrals", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"Invalid","errors":[
                 {"field":"children[0].familyName","code":"required","message":"Give the child's family name"}]}
                """));
        var browser = house.browser();
        told(browser);

        var page = browser.fill("/worries/" + DRAFT + "/check", "/worries/" + DRAFT + "/check", Map.of());

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("href=\"/worries/" + DRAFT + "/children?back=check#children-0-familyName\"", "Error: ");
    }

    @Test
    void a_day_that_is_none_is_said_at_once_and_long_and_foreign_words_are_kept() throws Exception {
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT + "/children";
        String name = "é\u0301\u202eשלום".repeat(1200);

        var wrong = browser.fill(
                path, path, Map.of("children[0].dateOfBirth.day", "31", "children[0].dateOfBirth.month", "2"));
        browser.fill(path, path, Map.of("children[0].givenName", name));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#children-0-dateOfBirth\"", "value=\"31\"");
        assertThat(browser.get(path).body()).contains(name);
    }

    @Test
    void while_the_front_door_is_away_the_words_of_the_page_are_kept() throws Exception {
        house.restart();
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT + "/seen";
        var form = browser.get(path).form(path);
        form.put("whatWasSeen", "Words that took thought");
        house.referral.goAway();

        var page = browser.send(path, form);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Referrals and families has not answered since", "Words that took thought");
    }

    @Test
    void nobody_opens_a_draft_by_guessing() throws Exception {
        for (String path : List.of("/worries/guessed", "/worries/guessed/you", "/worries/guessed/nowhere")) {
            assertThat(house.browser().get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void the_address_to_go_on_later_is_shown_and_mailed_once_and_names_nobody() throws Exception {
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT;
        int before = house.mail().size();

        var next = browser.fill(
                path + "/you",
                path + "/you",
                Map.of("referrer.name", "Mx Example-Teacher", "referrer.email", "teacher@school.example"));
        var page = browser.get(next.location());
        browser.fill(
                path + "/you",
                path + "/you",
                Map.of("referrer.name", "Mx Example-Teacher", "referrer.email", "teacher@school.example"));
        var list = browser.get(path);

        assertThat(next.location()).endsWith("/children?mailed");
        assertThat(page.text()).contains("We sent a link to teacher@school.example");
        assertThat(list.body()).contains("value=\"" + house.address() + path + "\"", "readonly");
        assertThat(list.text()).contains("We sent it to teacher@school.example");
        assertThat(house.mail()).hasSize(before + 1);
        var letter = house.mail().getLast();
        assertThat(letter)
                .contains("To: teacher@school.example", house.address() + path, "until 21 December 2026")
                .doesNotContain("Mx Example-Teacher", "Robin", "bruise");
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.getName().equals("KITH_SESSION"));
    }

    @Test
    void without_a_mail_server_the_address_is_shown_to_be_copied_and_nobody_is_held_up() throws Exception {
        house.mailServerGoesAway();
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT;

        var next = browser.fill(path + "/you", path + "/you", Map.of("referrer.email", "teacher@school.example"));
        var again = browser.fill(path, path + "/link", Map.of());
        var list = browser.get(again.location());

        assertThat(next.location()).endsWith("/children");
        assertThat(list.text()).contains("The link could not be sent now. Copy it from below, or print this page");
        assertThat(list.body()).contains("value=\"" + house.address() + path + "\"");
    }

    @Test
    void a_telephone_alone_is_told_that_no_text_messages_are_sent() throws Exception {
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT;

        browser.fill(path + "/you", path + "/you", Map.of("referrer.telephone", "01632 960123"));

        assertThat(browser.get(path).text())
                .contains("We send no text messages", "a short reference that you can read out");
    }

    @Test
    void what_is_no_mailbox_is_never_written_to() throws Exception {
        var browser = house.browser();
        told(browser);
        String path = "/worries/" + DRAFT;
        int before = house.mail().size();

        for (String no :
                List.of("a@b", "x@school.example, y@school.example", "x@school.example\nBcc: y@school.example", "@")) {
            browser.fill(path + "/you", path + "/you", Map.of("referrer.email", no));
        }

        assertThat(house.mail()).hasSize(before);
    }
}
