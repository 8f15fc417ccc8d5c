package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;
import org.kith.gateway.StandIn.Heard;

class AuditPageTest {

    private static final String FAMILY = "0199f0e0-0000-7000-8000-00000000f002";
    private static final String WORKER = "0199f0e0-0000-7000-8000-0000000000a1";
    private static final String DOOR = "GET /audit/families/" + FAMILY;
    private static final String PAGE = "/families/" + FAMILY + "/audit";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.referral.on("POST /families/titles", "{\"%s\":\"Example-Otter family\"}".formatted(FAMILY));
        house.allocation.on("POST /workers/names", "{\"%s\":\"Mx Example-Heron\"}".formatted(WORKER));
        house.referral.on(DOOR, rows(row("2026-11-20T10:00:00Z", WORKER, "STAFF", 200, "family.seen")));
        house.allocation.on(
                DOOR,
                rows(row("2026-11-20T12:00:00Z", WORKER, "STAFF", 404, "denied:SEE_FAMILY:NOT_INVOLVED+OTHER_TEAM")));
        house.specialist.on(DOOR, rows());
        house.outcomes.on(DOOR, rows(row("2026-11-20T11:00:00Z", "client-police", "AGENCY", 200, "outcomes.seen")));
    }

    private static String rows(String... rows) {
        return "{\"total\":%d,\"items\":[%s]}".formatted(rows.length, String.join(",", rows));
    }

    private static String row(String at, String who, String kind, int status, String act) {
        return """
                {"at":"%s","who":"%s","kind":"%s","agency":%s,"door":"GET /families/{id}","status":%d,"acts":["%s"],
                 "personIds":["0199f0e0-0000-7000-8000-0000000000b1"],"reason":null}
                """.formatted(at, who, kind, kind.equals("AGENCY") ? "\"POLICE\"" : "null", status, act);
    }

    @Test
    void looks_of_all_services_stand_in_one_list_with_names_and_refusals() throws Exception {
        var browser = house.signedIn("PRACTICE_LEAD");

        var page = browser.open(PAGE);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Example-Otter family", "3 entries")
                .contains("Refused See family (not involved with the family; of another team)")
                .containsSubsequence(
                        "12:00pm",
                        "Mx Example-Heron",
                        "11:00am",
                        "The program of POLICE",
                        "Read the children's outcomes")
                .containsSubsequence("11:00am", "10:00am", "Opened the family");
        assertThat(house.allocation.heard("POST /workers/names").getFirst().body())
                .contains(WORKER)
                .doesNotContain("client-police");
    }

    @Test
    void what_one_page_asked_of_several_services_stands_together() throws Exception {
        house.referral.on(
                DOOR,
                rows(
                        ofTrace("trace-2", "2026-11-20T10:05:00.020Z", "family.seen"),
                        ofTrace("trace-1", "2026-11-20T10:00:00.020Z", "family.seen")));
        house.allocation.on(DOOR, rows(ofTrace("trace-2", "2026-11-20T10:05:00.010Z", "family-place.seen")));
        house.outcomes.on(DOOR, rows(ofTrace("trace-2", "2026-11-20T10:05:00.030Z", "outcomes.seen")));

        var page = house.signedIn("PRACTICE_LEAD").open(PAGE);

        assertThat(times(page)).containsExactly("2026-11-20T10:05:00.030Z", "2026-11-20T10:00:00.020Z");
        assertThat(page.text())
                .contains("4 entries")
                .containsSubsequence(
                        "Read the children's outcomes",
                        "Opened the family",
                        "Saw its team and lead",
                        "Opened the family");
    }

    private static String ofTrace(String trace, String at, String act) {
        return row(at, WORKER, "STAFF", 200, act)
                .replace("\"reason\":null", "\"reason\":null,\"trace\":\"" + trace + '"');
    }

    @Test
    void a_service_that_is_away_is_named_and_the_rest_is_shown() throws Exception {
        var browser = house.signedIn("PRACTICE_LEAD");
        house.specialist.goAway();

        var page = browser.open(PAGE);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Specialists is missing here", "Opened the family");
    }

    @Test
    void whoever_may_not_see_it_is_not_told_that_there_is_one() throws Exception {
        var no = Answer.problem(404, "{\"status\":404,\"code\":\"not-found\",\"detail\":\"There is no such record\"}");
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on(DOOR, no);
        }
        var browser = house.signedIn("SOCIAL_WORKER:T07");

        var page = browser.open(PAGE);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("Not found").doesNotContain("Example-Otter family");
    }

    @Test
    void a_long_list_is_paged_and_new_looks_do_not_move_it() throws Exception {
        var newest = Instant.parse("2026-11-20T10:00:00Z");
        house.referral.on(DOOR, asked -> page(asked, newest, 260));
        house.outcomes.on(DOOR, rows());
        house.allocation.on(DOOR, rows());
        var browser = house.signedIn("PRACTICE_LEAD");

        var first = browser.open(PAGE);
        // somebody looks in between, as this reader did
        house.outcomes.on(DOOR, rows(row("2026-11-20T13:00:00Z", WORKER, "STAFF", 200, "audit.seen")));
        var second = browser.open(PAGE + "?until=2026-11-20T10:00:00Z&offset=50");
        var last = browser.open(PAGE + "?until=2026-11-20T10:00:00Z&offset=250");

        assertThat(first.body()).contains("?until=2026-11-20T10:00:00Z&amp;offset=50");
        assertThat(times(first)).hasSize(50).first().isEqualTo("2026-11-20T10:00:00Z");
        assertThat(times(second)).hasSize(50).first().isEqualTo("2026-11-20T09:10:00Z");
        assertThat(times(last)).hasSize(10);
        assertThat(last.text()).contains("Showing 251 to 260 of 260");
    }

    private static Answer page(Heard asked, Instant newest, int total) {
        var offset = Pattern.compile("offset=(\\d+)").matcher(asked.body());
        int from = offset.find() ? Integer.parseInt(offset.group(1)) : 0;
        String items = IntStream.range(from, Math.min(total, from + 200))
                .mapToObj(at -> row(newest.minusSeconds(60L * at).toString(), WORKER, "STAFF", 200, "family.seen"))
                .collect(Collectors.joining(","));
        return Answer.json("{\"total\":%d,\"items\":[%s]}".formatted(total, items));
    }

    private static List<String> times(House.Page page) {
        return Pattern.compile("scope=\"row\"><time datetime=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
