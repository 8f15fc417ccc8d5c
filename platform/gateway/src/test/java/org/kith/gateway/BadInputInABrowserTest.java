package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.gateway.StandIn.Answer;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;
import org.kith.platform.testkit.browser.InABrowser;

/** What people do to pages without meaning harm, in a real browser: each has a clear answer, and nothing typed is lost. */
@InABrowser
class BadInputInABrowserTest {

    private static final String REQUEST = "/requests/" + ACounty.REQUEST + "/inputs";
    private static final String PERSON = "/families/" + ACounty.FAMILY + "/people/" + ACounty.CHILD;
    private static final String WORRY = "/worries/" + ACounty.WORRY;
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Right to left, with marks that combine, and one that turns what follows. */
    private static final String FOREIGN =
            "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd\u202e Zoe\u0301\u0308\u0327 \u0645\u064f\u062d\u0645\u0651\u062f";

    private final Chromium chromium;

    @TempDir
    private Path folder;

    private House house;
    private Tab tab;

    BadInputInABrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
        house.letIn("SCREENING_WORKER", "SPECIALIST");
        tab = chromium.strangersTab(390, 900);
    }

    @Test
    void a_session_that_ends_in_the_middle_of_a_form_loses_nothing() {
        tab.open(house.address() + REQUEST);
        PageStates.type(tab, "text", "We walked by the river");
        tab.ask("document.querySelector('[name=kindCode]').checked = true; true");
        house.sql().sql("delete from spring_session").update();

        PageStates.send(tab);

        assertThat(tab.text())
                .contains("Nothing you typed is lost", "We walked by the river", "Kind code")
                .doesNotContain("kindCode");
        house.specialist.on("POST " + REQUEST, new Answer(201, "application/json", "{}"));
        PageStates.send(tab);
        assertThat(tab.address()).isEqualTo("/tray");
        assertThat(tab.text()).contains("Kept");
        assertThat(house.specialist.heard("POST " + REQUEST))
                .singleElement()
                .satisfies(heard -> assertThat(heard.body()).contains("We walked by the river", "VISIT"));
    }

    @Test
    void a_name_of_ten_thousand_letters_is_said_to_be_too_long_and_stands_as_it_was_typed() {
        var name = "Wolfe".repeat(2_000);
        house.referral.on("POST " + PERSON + "/corrections", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"Invalid","errors":[
                 {"field":"givenName","code":"too-long","message":"A name has at most 100 characters"}]}
                """));
        tab.open(house.address() + PERSON);
        tab.tabTo("[name=givenName]");
        tab.ask("document.activeElement.select(); true");
        tab.type(name);

        PageStates.send(tab);

        assertThat(tab.status()).isEqualTo(422);
        assertThat(tab.text()).contains("There is a problem", "A name has at most 100 characters");
        assertThat(tab.hasFocus(".govuk-error-summary")).isTrue();
        assertThat(value("givenName")).isEqualTo(name);
        assertThat(tab.ask("document.documentElement.scrollWidth > window.innerWidth")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void letters_from_right_to_left_and_marks_that_combine_come_back_as_they_were_typed() {
        house.referral.on("POST " + PERSON + "/corrections", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"Invalid","errors":[{"field":"familyName","code":"x","message":"Say it"}]}
                """));
        tab.open(house.address() + PERSON);
        tab.tabTo("[name=givenName]");
        tab.ask("document.activeElement.select(); true");
        tab.type(FOREIGN);

        PageStates.send(tab);

        assertThat(value("givenName")).isEqualTo(FOREIGN);
        assertThat(house.referral
                        .heard("POST " + PERSON + "/corrections")
                        .getFirst()
                        .body())
                .contains(FOREIGN);
    }

    @Test
    void a_search_of_one_letter_is_answered_with_what_would_help() {
        house.referral.on("POST /search", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"Invalid","errors":[
                 {"field":"text","code":"too-short","message":"One letter finds too many. Give a whole name, or a date of birth"}]}
                """));
        tab.open(house.address() + "/search");
        tab.tabTo("[name=text]");
        tab.typeKeys("o");

        tab.leaving(() -> tab.press("Enter"));

        assertThat(tab.text()).contains("One letter finds too many");
        assertThat(value("text")).isEqualTo("o");
        assertThat(tab.hasFocus(".govuk-error-summary")).isTrue();
    }

    @Test
    void the_way_back_after_sending_leads_to_the_receipt() {
        house.referral.on(
                "GET /drafts/" + ACounty.WORRY,
                asked -> house.referral.heard("POST /referrals").isEmpty() ? told() : sent());
        tab.open(house.address() + WORRY + "/safety");
        tab.open(house.address() + WORRY + "/check");
        PageStates.send(tab);
        assertThat(tab.text()).contains("Thank you. We have it", "K7-4TR-92X");

        tab.back();
        if (tab.address().startsWith(WORRY)) {
            // the browser kept the page with the answers as it was: sending them again is what it was before
            PageStates.send(tab);
        }

        assertThat(tab.address()).startsWith("/receipt/" + ACounty.RECEIPT);
        assertThat(tab.text()).contains("K7-4TR-92X");
        assertThat(house.referral.heard("POST /referrals")).hasSize(1);
    }

    private static Answer told() {
        return Answer.json("""
                {"key":"%s","form":"REFERRAL","version":1,"fields":{"key":["0199f0e0-1111-7000-8000-0000000000aa"],"whatWasSeen":["A bruise"]},
                 "startedAt":"2026-11-23T09:00:00Z","changedAt":"2026-11-23T09:00:00Z","goneAt":"2026-12-21T09:00:00Z"}
                """.formatted(ACounty.WORRY));
    }

    private static Answer sent() {
        return Answer.json("""
                {"key":"%s","form":"REFERRAL","version":2,"fields":{"sent":["%s"]},
                 "startedAt":"2026-11-23T09:00:00Z","changedAt":"2026-11-23T09:00:00Z","goneAt":"2026-12-21T09:00:00Z"}
                """.formatted(ACounty.WORRY, ACounty.RECEIPT));
    }

    @Test
    void two_presses_of_send_are_one_referral() {
        house.referral.on("GET /drafts/" + ACounty.WORRY, asked -> told());
        tab.open(house.address() + WORRY + "/check");

        tab.leaving(() -> tab.ask(
                "const button = document.querySelector('main form button'); button.click(); button.click(); true"));

        assertThat(tab.text()).contains("Thank you. We have it");
        assertThat(keys()).hasSize(1);
    }

    @Test
    void without_scripts_two_presses_of_send_are_one_referral_too() {
        house.referral.on("GET /drafts/" + ACounty.WORRY, asked -> told());
        var pressedTwice = new CountDownLatch(1);
        house.referral.on("POST /referrals", asked -> {
            waitABitFor(pressedTwice);
            return Answer.json("""
                    {"reference":"K7-4TR-92X","receiptToken":"%s","stage":"RECEIVED"}
                    """.formatted(ACounty.RECEIPT));
        });
        tab.scripts(false);
        tab.open(house.address() + WORRY + "/check");

        tab.leaving(() -> {
            tab.click("main form button");
            await().atMost(SOON).until(() -> !keys().isEmpty());
            tab.clickAgain();
            pressedTwice.countDown();
        });

        await().atMost(SOON).until(() -> tab.text().contains("Thank you. We have it"));
        assertThat(keys()).hasSize(1);
    }

    /** Less than the gateway waits for a service. */
    private static void waitABitFor(CountDownLatch latch) {
        try {
            var ignored = latch.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys by which the front door tells one referral from another. */
    private Set<String> keys() {
        return house.referral.heard("POST /referrals").stream()
                .map(heard -> String.valueOf(heard.header("Idempotency-Key")))
                .collect(Collectors.toSet());
    }

    @Test
    void a_picture_where_a_table_was_wanted_is_not_sent_on() throws IOException {
        var picture = folder.resolve("bruise.png");
        Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'});
        for (String path : new String[] {"/referrals/file", "/outcomes/file"}) {
            tab.open(house.address() + path);
            tab.file("input[type=file]", picture);

            PageStates.send(tab);

            assertThat(tab.status()).as(path).isEqualTo(422);
            assertThat(tab.text()).as(path).contains("There is a problem", "CSV");
        }
        assertThat(house.asked()).noneMatch(asked -> asked.endsWith("/csv"));
    }

    @Test
    void a_file_that_is_too_large_is_said_to_be_so() throws IOException {
        var file = folder.resolve("all.csv");
        Files.writeString(file, "children\n" + "x".repeat(5_500_000));
        tab.open(house.address() + "/referrals/file");
        tab.file("input[type=file]", file);

        PageStates.send(tab);

        assertThat(tab.status()).isEqualTo(413);
        assertThat(tab.text()).contains("5 MB");
    }

    @Test
    void no_script_can_read_a_token_or_a_cookie() {
        tab.open(house.address() + "/work");

        assertThat(tab.ask("document.cookie").asString()).isEmpty();
        assertThat(tab.ask("localStorage.length + sessionStorage.length").asInt())
                .isZero();
        assertThat(tab.ask("indexedDB.databases().then(all => all.length)").asInt())
                .isZero();
        assertThat(tab.ask("document.documentElement.outerHTML").asString())
                .doesNotContain("token-of-", "refresh-of-", "eyJ");
        assertThat(tab.cookies()).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.path("httpOnly").asBoolean())
                    .as(cookie.path("name").asString())
                    .isTrue();
            assertThat(cookie.path("sameSite").asString()).isIn("Lax", "Strict");
            assertThat(cookie.path("value").asString()).doesNotContain("token-of-", "eyJ");
        });
    }

    private String value(String field) {
        return tab.ask("document.querySelector('[name=" + field + "]').value").asString();
    }
}
