package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class CorrectionPagesTest {

    private static final String FAMILY = "0199f0e0-1111-7000-8000-00000000c001";
    private static final String PERSON = "0199f0e0-1111-7000-8000-00000000c002";
    private static final String COLLEAGUE = "0199f0e0-1111-7000-8000-00000000c003";
    private static final String PATH = "/families/" + FAMILY + "/people/" + PERSON;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("GET " + PATH, person(1, "Robin", ""));
        house.referral.on("POST " + PATH + "/corrections", person(2, "Robyn", ""));
        house.allocation.on("POST /workers/names", "{\"%s\": \"Kim Example-Heron\"}".formatted(COLLEAGUE));
    }

    private static String person(int version, String givenName, String changes) {
        return """
                {"personId": "%s", "familyId": "%s", "kind": "CHILD", "version": %d, "hidden": [],
                 "values": {"givenName": "%s", "familyName": "Example-Otter", "dateOfBirth": "2016-05-06", "school": "Example Hill School"},
                 "changes": [%s]}
                """.formatted(PERSON, FAMILY, version, givenName, changes);
    }

    @Test
    void a_correction_is_sent_with_the_version_it_was_made_from() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");

        var page = browser.get(PATH);
        var done = browser.fill(PATH, PATH, Map.of("givenName", "Robyn"));

        assertThat(page.body())
                .contains("value=\"Robin\"", "value=\"Example Hill School\"")
                .doesNotContain("Telephone");
        assertThat(done.location()).endsWith("/families/" + FAMILY);
        assertThat(house.referral
                        .heard("POST " + PATH + "/corrections")
                        .getFirst()
                        .body())
                .contains("\"version\":1", "\"givenName\":\"Robyn\"", "\"dateOfBirth\":\"2016-05-06\"");
    }

    @Test
    void a_clash_shows_both_values_and_sends_the_one_that_is_chosen() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        var form = browser.get(PATH).form(PATH);
        form.put("givenName", "Robert");
        house.referral.on("GET " + PATH, person(2, "Robyn", """
                {"field": "givenName", "was": "Robin", "now": "Robyn", "version": 2, "trueFrom": "2026-11-20", "recordedAt": "2026-11-20T09:05:00Z", "by": "%s"}
                """.formatted(COLLEAGUE)));
        house.referral.on("POST " + PATH + "/corrections", Answer.problem(409, """
                {"status": 409, "code": "changed-meanwhile", "detail": "Somebody else corrected the same a moment ago"}
                """));

        var merge = browser.send(PATH, form);
        house.referral.on("POST " + PATH + "/corrections", person(3, "Robert", ""));
        var chosen = new HashMap<>(merge.form(PATH));
        chosen.put("givenName", "Robert");
        var done = browser.send(PATH, chosen);

        assertThat(merge.status()).isEqualTo(409);
        assertThat(merge.text())
                .contains("Choose what is right", "Robyn", "Kim Example-Heron said so", "Robert", "You said so");
        assertThat(done.location()).endsWith("/families/" + FAMILY);
        assertThat(house.referral
                        .heard("POST " + PATH + "/corrections")
                        .getLast()
                        .body())
                .contains("\"version\":2", "\"givenName\":\"Robert\"", "\"dateOfBirth\":\"2016-05-06\"");
    }

    @Test
    void what_was_typed_stands_while_the_front_door_is_away() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        var form = browser.get(PATH).form(PATH);
        form.put("givenName", "Words that took thought");
        house.referral.goAway();

        var page = browser.send(PATH, form);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body()).contains("Words that took thought");
    }

    @Test
    void two_people_on_one_record_see_each_other_on_load_and_live() throws Exception {
        var first = house.signedIn("SCREENING_WORKER");
        first.get(PATH);
        var second = house.signedIn("SCREENING_WORKER");

        var page = second.get(PATH);

        assertThat(page.text()).contains("Mx Example-Otter has this open too");
        assertThat(page.body()).contains("data-presence=\"" + PATH + "\"");
        assertThat(house.signedIn("SCREENING_WORKER")
                        .get("/live?page=/families/" + UUID.randomUUID())
                        .status())
                .isGreaterThanOrEqualTo(400);
        var cookies = second.cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        try (var http = HttpClient.newHttpClient();
                var lines = http.send(
                                HttpRequest.newBuilder(URI.create(house.address() + "/live?page=" + PATH))
                                        .header("Cookie", cookies)
                                        .build(),
                                HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            assertThat(lines.limit(6).toList())
                    .contains("event:presence")
                    .anyMatch(line -> line.contains("has this open too"));
            http.shutdownNow();
        }
    }

    @Test
    void specialists_who_may_stand_on_two_sides_of_the_abuse_do_not_see_each_other() throws Exception {
        house.sql().sql("delete from presence").update();
        house.signedIn("SPECIALIST").get(PATH);

        assertThat(house.signedIn("SPECIALIST").get(PATH).text()).doesNotContain("this open too");
        assertThat(house.signedIn("SCREENING_WORKER").get(PATH).text()).contains("have this open too");
        assertThat(house.signedIn("SPECIALIST").get(PATH).text()).contains("Mx Example-Otter has this open too");
    }

    @Test
    void who_has_closed_a_record_is_forgotten_after_a_minute() throws Exception {
        house.signedIn("SCREENING_WORKER").get(PATH);
        house.sql()
                .sql("update presence set seen_at = seen_at - interval '61 seconds'")
                .update();

        assertThat(house.signedIn("SCREENING_WORKER").get(PATH).text()).doesNotContain("has this open too");
    }
}
