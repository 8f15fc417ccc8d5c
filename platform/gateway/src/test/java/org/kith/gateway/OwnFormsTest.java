package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another site cannot do with the cookies of somebody who is signed in here, and what no script can read. */
class OwnFormsTest {

    private static final String[] ALL_ROLES = {
        "SCREENING_WORKER", "ALLOCATION_DUTY", "SPECIALIST", "TEAM_MANAGER:T07", "PRACTICE_LEAD", "ADMINISTRATOR"
    };

    /** Doors that only read, by a body because a person is in it. */
    private static final List<String> READS =
            List.of("POST /families/titles", "POST /workers/names", "POST /people/accounts", "POST /search");

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
    }

    @Test
    void every_act_is_refused_without_the_token_of_a_page_of_ours() throws Exception {
        var browser = house.signedIn(ALL_ROLES);
        var acts = BrowserTest.routes(house).stream()
                .filter(route -> !route.startsWith("GET "))
                .toList();
        var cookies = browser.cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));

        var let = new LinkedHashMap<String, Integer>();
        try (var http = HttpClient.newHttpClient()) {
            for (String act : acts) {
                for (var from : List.of(
                        Map.of("Sec-Fetch-Site", "same-origin"),
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"),
                        Map.of("Origin", "https://elsewhere.example"),
                        Map.<String, String>of())) {
                    var request = HttpRequest.newBuilder(URI.create(house.address() + filled(act)))
                            .header("Cookie", cookies)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(
                                    act.split(" ", 2)[0],
                                    HttpRequest.BodyPublishers.ofString("reason=x&text=x&name=x"));
                    from.forEach(request::header);
                    var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
                    // a form of ours with the token of an ended session is kept, not done
                    boolean kept = answer.statusCode() == 302
                            && answer.headers()
                                    .firstValue("Location")
                                    .orElse("")
                                    .endsWith("/continue")
                            && from.containsValue("same-origin");
                    if (answer.statusCode() != 403 && !kept) {
                        let.put(act + " from " + from, answer.statusCode());
                    }
                }
            }
        }

        assertThat(acts).hasSizeGreaterThan(25);
        assertThat(let).isEmpty();
        assertThat(house.asked()).allMatch(asked -> asked.startsWith("GET ") || READS.contains(asked));
    }

    private static String filled(String act) {
        return act.split(" ", 2)[1]
                .replace("{code}", "T07")
                .replace("{form}", "SPECIALIST_INPUT")
                .replace("{discipline}", "MENTAL_HEALTH")
                .replace("{step}", "seen")
                .replace("{draftKey}", ACounty.WORRY)
                .replaceAll("\\{[^}]+}", ACounty.FAMILY);
    }

    @Test
    void where_there_is_tls_cookies_are_of_this_host_alone() throws Exception {
        try (var secure = house.anotherAt("https://kith.example");
                var http = HttpClient.newHttpClient()) {
            var at = "http://127.0.0.1:" + secure.port();

            var page = http.send(
                    HttpRequest.newBuilder(URI.create(at + "/worries/whole")).build(),
                    HttpResponse.BodyHandlers.discarding());
            var asked = http.send(
                    HttpRequest.newBuilder(URI.create(at + "/oauth2/authorization/kith"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            var kept = http.send(
                    HttpRequest.newBuilder(URI.create(at + "/worries"))
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("whatWasSeen=A+bruise"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());

            for (var answer : Map.of("KITH_FORM", page, "KITH_SIGN_IN_BEGUN", asked, "KITH_SESSION", kept)
                    .entrySet()) {
                assertThat(answer.getValue().headers().allValues("Set-Cookie"))
                        .anySatisfy(cookie -> assertThat(cookie)
                                .startsWith("__Host-" + answer.getKey() + "=")
                                .contains("Secure", "HttpOnly", "SameSite=", "Path=/")
                                .doesNotContain("Domain"))
                        .noneMatch(cookie -> cookie.startsWith(answer.getKey()));
            }
        }
    }
}
