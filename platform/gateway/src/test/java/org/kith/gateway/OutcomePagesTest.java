package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class OutcomePagesTest {

    private static final String FAMILY = "0199f0e0-0000-7000-8000-00000000f003";
    private static final String CHILD = "0199f0e0-0000-7000-8000-0000000000c1";
    private static final String OUTCOME = "0199f0e0-0000-7000-8000-0000000000d1";
    private static final String RECORDED = "/families/" + FAMILY + "/outcomes";
    private static final String NEW = "/families/" + FAMILY + "/outcomes/new";
    private static final String CORRECT = "/families/" + FAMILY + "/outcomes/" + OUTCOME + "/correct";
    private static final String WITHDRAW = "/families/" + FAMILY + "/outcomes/" + OUTCOME + "/withdraw";
    private static final String UPLOAD = "/outcomes/file";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("GET /families/" + FAMILY, """
                {"familyId":"%s","title":"Example-Otter family","people":[
                  {"personId":"%s","kind":"CHILD","givenName":"Robin","familyName":"Example-Otter","dateOfBirth":"2019-04-30"},
                  {"personId":"0199f0e0-0000-7000-8000-0000000000c2","kind":"ADULT","givenName":"Kim","familyName":"Example-Otter"}],
                 "relationships":[],"address":{"isProtected":false,"unknown":true,"lines":[]},"addressProtected":false,
                 "mustNotKnow":[],"referrals":[]}
                """.formatted(FAMILY, CHILD));
        house.referral.on("POST /families/titles", "{\"%s\":\"Example-Otter family\"}".formatted(FAMILY));
        house.outcomes.on(
                "GET /families/" + FAMILY, """
                {"familyId":"%s","childIds":["%s"],"journeys":[],"outcomes":[
                 {"outcomeId":"%s","familyId":"%s","childId":"%s","kindCode":"CARE_ENTRY","kindText":"Came into care","happenedOn":"2026-03-02",
                  "withdrawn":false,"standing":true,"note":"Court order","recordedAt":"2026-03-03T09:00:00Z","recordedBy":"%s"}]}
                """.formatted(FAMILY, CHILD, OUTCOME, FAMILY, CHILD, House.WORKER));
        house.allocation.on("POST /workers/names", "{\"%s\":\"Mx Example-Heron\"}".formatted(House.WORKER));
        house.outcomes.on(
                "POST /outcomes", new Answer(201, "application/json", "{\"outcomeId\":\"%s\"}".formatted(OUTCOME)));
    }

    private static Map<String, String> anOutcome() {
        var outcome = new LinkedHashMap<String, String>();
        outcome.put("childId", CHILD);
        outcome.put("kindCode", "CARE_EXIT");
        outcome.put("happenedOn.day", "4");
        outcome.put("happenedOn.month", "5");
        outcome.put("happenedOn.year", "2026");
        return outcome;
    }

    @Test
    void what_is_recorded_is_listed_with_the_childs_name_and_ways_to_put_it_right() throws Exception {
        var page = house.signedIn("SOCIAL_WORKER:T07").open(RECORDED);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Example-Otter family", "Robin Example-Otter", "Came into care", "2 March 2026")
                .contains("Court order", "Mx Example-Heron");
        assertThat(page.body()).contains(CORRECT, WITHDRAW, NEW);
    }

    @Test
    void an_outcome_is_recorded_and_the_list_says_so() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");

        var sent = browser.fill(NEW, NEW, anOutcome());

        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.location()).endsWith(RECORDED);
        assertThat(browser.get(sent.location()).text()).contains("It is recorded.");
        assertThat(house.outcomes.heard("POST /outcomes").getFirst().body())
                .contains(
                        "\"familyId\":\"" + FAMILY,
                        "\"childId\":\"" + CHILD,
                        "\"happenedOn\":\"2026-05-04\"",
                        "CARE_EXIT");
    }

    @Test
    void nothing_but_a_plan_begins_before_a_child_is_born() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");
        var early = anOutcome();
        early.put("happenedOn.year", "2018");

        var refused = browser.fill(NEW, NEW, early);
        early.put("kindCode", "PROTECTION_PLAN_START");
        var planned = browser.fill(NEW, NEW, early);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Robin was born on 30 April 2019");
        assertThat(planned.status()).isEqualTo(302);
        assertThat(house.outcomes.heard("POST /outcomes")).hasSize(1);
    }

    @Test
    void everything_missing_is_named_at_once_and_what_was_typed_is_kept() throws Exception {
        var page = house.signedIn("SOCIAL_WORKER:T07")
                .fill(NEW, NEW, Map.of("happenedOn.day", "31", "happenedOn.month", "2", "happenedOn.year", "2026"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("Choose the child", "Say what happened", "Give day, month and year");
        assertThat(page.body())
                .contains("href=\"#childId\"", "href=\"#kindCode\"", "href=\"#happenedOn\"", "value=\"31\"");
        assertThat(house.outcomes.heard("POST /outcomes")).isEmpty();
    }

    @Test
    void what_the_service_refuses_stands_at_its_field() throws Exception {
        house.outcomes.on("POST /outcomes", Answer.problem(422, """
                {"status":422,"code":"invalid","errors":[{"field":"happenedOn","code":"date-in-the-future","message":"What has not happened yet cannot be recorded"}]}
                """));

        var page = house.signedIn("SOCIAL_WORKER:T07").fill(NEW, NEW, anOutcome());

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("href=\"#happenedOn\"", "What has not happened yet cannot be recorded");
    }

    @Test
    void a_correction_starts_from_the_record_and_names_it() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");
        var open = browser.open(CORRECT);

        var sent = browser.fill(CORRECT, CORRECT, Map.of("kindCode", "CARE_ENTRY", "happenedOn.day", "3"));

        assertThat(open.text()).contains("Robin Example-Otter: Came into care on 2 March 2026.");
        assertThat(sent.location()).endsWith(RECORDED);
        assertThat(house.outcomes.heard("POST /outcomes").getFirst().body())
                .contains(
                        "\"correctsOutcomeId\":\"" + OUTCOME, "\"happenedOn\":\"2026-03-03\"", "\"childId\":\"" + CHILD)
                .doesNotContain("withdrawn");
    }

    @Test
    void a_withdrawal_names_the_record_and_a_refusal_keeps_the_words() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");

        browser.fill(WITHDRAW, WITHDRAW, Map.of("note", "Recorded for the wrong child"));
        house.outcomes.on(
                "POST /outcomes",
                Answer.problem(
                        409,
                        "{\"status\":409,\"code\":\"record-already-replaced\",\"detail\":\"This record is replaced already\"}"));
        var refused = browser.fill(WITHDRAW, WITHDRAW, Map.of("note", "Recorded for the wrong child"));

        assertThat(house.outcomes.heard("POST /outcomes").getFirst().body())
                .contains("\"withdrawn\":true", "\"correctsOutcomeId\":\"" + OUTCOME, "Recorded for the wrong child");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("This record is replaced already", "Recorded for the wrong child");
    }

    @Test
    void while_the_service_is_away_the_words_are_kept() throws Exception {
        var browser = house.signedIn("SOCIAL_WORKER:T07");
        var form = browser.open(NEW).form(NEW);
        form.putAll(anOutcome());
        form.put("note", "Home to grandparents");
        house.outcomes.goAway();

        var page = browser.send(NEW, form);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Nothing you typed is lost", "Home to grandparents");
    }

    @Test
    void whoever_may_not_see_the_family_sees_no_list() throws Exception {
        house.referral.on("GET /families/" + FAMILY, Answer.problem(404, "{\"status\":404,\"code\":\"not-found\"}"));

        assertThat(house.signedIn("SOCIAL_WORKER:T09").open(RECORDED).status()).isEqualTo(404);
    }

    @Test
    void a_file_is_taken_row_by_row_and_a_reload_sends_nothing_again() throws Exception {
        house.outcomes.on("POST /outcomes/csv", """
                {"taken":3,"refused":1,"rows":[{"row":2,"outcomeId":"%1$s"},{"row":3,"outcomeId":"%1$s"},
                 {"row":4,"errors":[{"field":"happenedOn","code":"not-a-date","message":"Write the day as 2026-03-02"}]},{"row":5,"outcomeId":"%1$s"}]}
                """.formatted(OUTCOME));
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var sent = upload(browser, "familyId,childId,kindCode,happenedOn\n".getBytes(StandardCharsets.UTF_8));
        var result = browser.get(sent.location());
        var again = browser.get(sent.location());

        assertThat(sent.status()).isEqualTo(302);
        assertThat(result.text())
                .contains("3 rows were taken, 1 refused", "rows 2 to 3, 5", "Row 4", "Write the day as 2026-03-02");
        assertThat(again.text()).contains("Send a file of outcomes");
        assertThat(house.outcomes.heard("POST /outcomes/csv")).hasSize(1).allSatisfy(heard -> {
            assertThat(heard.header("Content-Type")).startsWith("text/csv");
            assertThat(heard.body()).isEqualTo("familyId,childId,kindCode,happenedOn\n");
        });
    }

    @Test
    void a_wrong_empty_or_unreadable_file_is_refused_clearly() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var sheet = upload(browser, new byte[] {'P', 'K', 3, 4, 20});
        var latin = upload(browser, new byte[] {'a', ',', (byte) 0xE9, '\n'});
        var wide = upload(browser, "a,b\n".getBytes(StandardCharsets.UTF_16));
        var open = upload(browser, "a,b\n1,\"x\n".getBytes(StandardCharsets.UTF_8));
        var empty = upload(browser, new byte[0]);

        assertThat(sheet.status()).isEqualTo(422);
        assertThat(sheet.body()).contains("href=\"#file\"", "This is not a CSV file");
        assertThat(latin.text()).contains("not UTF-8", "nothing was taken", "choose Save as, CSV UTF-8");
        assertThat(wide.text()).contains("UTF-16", "nothing was taken");
        assertThat(open.text()).contains("A quotation mark on line 2 is never closed");
        assertThat(empty.text()).contains("Choose a file");
        assertThat(house.outcomes.heard("POST /outcomes/csv")).isEmpty();
    }

    @Test
    void a_file_over_five_megabytes_is_refused_clearly() throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");

        var page = upload(browser, "a".repeat(5_500_000).getBytes(StandardCharsets.UTF_8));
        var huge = upload(browser, "a".repeat(7_000_000).getBytes(StandardCharsets.UTF_8));

        assertThat(page.status()).isEqualTo(413);
        assertThat(page.text()).contains("The file is too large", "nothing was taken");
        assertThat(huge.status()).isEqualTo(413);
        assertThat(house.outcomes.heard("POST /outcomes/csv")).isEmpty();
    }

    @Test
    void what_the_service_says_of_the_whole_file_is_shown() throws Exception {
        house.outcomes.on("POST /outcomes/csv", Answer.problem(422, """
                {"status":422,"code":"wrong-heading","detail":"The heading row does not name the columns that are needed; nothing was taken","hint":"Use familyId,childId"}
                """));

        var page = upload(house.signedIn("PERFORMANCE_ANALYST"), "a,b\n".getBytes(StandardCharsets.UTF_8));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("The heading row does not name the columns");
    }

    @Test
    void the_page_says_which_columns_and_codes_a_file_has_and_what_a_file_of_semicolons_is_to_become()
            throws Exception {
        var browser = house.signedIn("PERFORMANCE_ANALYST");
        house.outcomes.on("POST /outcomes/csv", Answer.problem(422, """
                {"status":422,"code":"not-separated-by-commas","detail":"The columns of this file are separated by semicolons; nothing was taken",
                 "hint":"Save it as CSV UTF-8 with columns separated by commas, and send that file"}
                """));

        var refused = upload(browser, "familyId;childId\n".getBytes(StandardCharsets.UTF_8));

        assertThat(browser.open(UPLOAD).text())
                .contains(
                        "familyId,childId,kindCode,happenedOn",
                        "CARE_ENTRY",
                        "PROCEEDINGS_CONCLUDED",
                        "separated by commas");
        assertThat(refused.text())
                .contains(
                        "separated by semicolons; nothing was taken. Save it as CSV UTF-8 with columns separated by commas");
    }

    /** Sends a file as the form of a browser does. */
    private House.Page upload(House.Browser browser, byte[] file) throws Exception {
        var fields = browser.open(UPLOAD).form(UPLOAD);
        var body = new ByteArrayOutputStream();
        for (var field : fields.entrySet()) {
            body.writeBytes("--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(field.getKey(), field.getValue())
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"outcomes.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(house.address() + UPLOAD))
                            .header("Accept", "text/html")
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Content-Type", "multipart/form-data; boundary=edge")
                            .header(
                                    "Cookie",
                                    browser.cookies().stream()
                                            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                            .collect(Collectors.joining("; ")))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new House.Page(
                    answer.statusCode(), answer.body(), answer.headers().map());
        }
    }
}
