package org.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static Rights rights;
    private static Issuer issuer;

    @BeforeAll
    static void start() throws Exception {
        rights = new Rights();
        issuer = Issuer.start(rights.setting());
    }

    @AfterAll
    static void stop() {
        issuer.close();
        rights.close();
    }

    private static String signedIn(String username, boolean administrator) throws Exception {
        return rights.tokenOf(issuer, username, administrator);
    }

    private static String invite(UUID id, String username) {
        return "{\"accountId\":\"%s\",\"username\":\"%s\",\"displayName\":\"Mx Example-Heron\",\"kind\":\"staff\"}"
                .formatted(id, username);
    }

    @Test
    void an_administrator_lets_somebody_in_with_a_link_for_once() throws Exception {
        var administrator = signedIn("otter.administrator", true);
        var id = UUID.randomUUID();

        var made = issuer.post("/people", administrator, invite(id, "heron.new"));
        var link = Issuer.JSON.readTree(made.body()).path("link").asString();
        var path = link.substring(issuer.address().length());
        var browser = issuer.browser();
        var page = browser.get(path);
        var form = new LinkedHashMap<String, String>();
        form.put("_csrf", field(page.body(), "_csrf"));
        form.put("once", field(page.body(), "once"));
        form.put("password", "short");
        form.put("again", "short");
        var tooShort = browser.send("/choose-password", form);
        form.put("password", "a-long-password");
        form.put("again", "another-password");
        var notTheSame = browser.send("/choose-password", form);
        form.put("again", "a-long-password");
        var chosen = browser.send("/choose-password", form);
        var twice = browser.send("/choose-password", form);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(page.body()).contains("heron.new");
        assertThat(tooShort.body()).contains("at least 12 characters");
        assertThat(notTheSame.body()).contains("not the same");
        assertThat(chosen.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/work"));
        assertThat(twice.statusCode()).isEqualTo(404);
        assertThat(browser.get(path).body()).contains("cannot be used");
        assertThat(Issuer.claims(Issuer.accessToken(issuer.browser().tokens("heron.new")))
                        .path("sub")
                        .asString())
                .isEqualTo(id.toString());
    }

    @Test
    void a_new_link_ends_the_one_before() throws Exception {
        var administrator = signedIn("otter.administrator.links", true);
        var id = UUID.randomUUID();
        var first = path(
                issuer.post("/people", administrator, invite(id, "heron.links")).body());

        var second =
                path(issuer.post("/people/" + id + "/link", administrator, "{}").body());

        assertThat(issuer.get(first).statusCode()).isEqualTo(404);
        assertThat(issuer.get(second).statusCode()).isEqualTo(200);
        assertThat(issuer.get("/choose-password?once=guess").statusCode()).isEqualTo(404);
    }

    @Test
    void somebody_who_leaves_is_out_at_once_and_their_last_token_lives_five_minutes_at_most() throws Exception {
        var administrator = signedIn("otter.administrator.out", true);
        var id = issuer.account("heron.out");
        var last = Issuer.claims(Issuer.accessToken(issuer.browser().tokens("heron.out")));

        var out = issuer.post("/people/" + id + "/leave", administrator, "{}");
        var again = issuer.browser().signIn("heron.out", "a-long-password");

        assertThat(Issuer.JSON.readTree(out.body()).path("disabled").asBoolean())
                .isTrue();
        assertThat(again.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("?wrong"));
        assertThat(last.path("exp").asLong() - last.path("iat").asLong()).isLessThanOrEqualTo(300);
        assertThat(issuer.post("/people/" + id + "/link", administrator, "{}").statusCode())
                .isEqualTo(409);
        issuer.post("/people/" + id + "/return", administrator, "{}");
        assertThat(issuer.browser().tokens("heron.out").statusCode()).isEqualTo(200);
    }

    @Test
    void a_day_ahead_is_kept_and_shown() throws Exception {
        var administrator = signedIn("otter.administrator.day", true);
        var id = issuer.account("heron.day");

        var planned = issuer.post("/people/" + id + "/leave", administrator, "{\"on\":\"2099-01-01\"}");
        var list = issuer.post("/people/accounts", administrator, "{\"ids\":[\"%s\"]}".formatted(id));

        assertThat(planned.body()).contains("\"disabled\":false", "2099-01-01");
        assertThat(Issuer.JSON
                        .readTree(list.body())
                        .path("items")
                        .get(0)
                        .path("leavesOn")
                        .asString())
                .isEqualTo("2099-01-01");
        assertThat(issuer.browser().tokens("heron.day").statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_else_administers_and_nobody_reaches_beyond_their_council() throws Exception {
        var manager = signedIn("otter.manager", false);
        var administrator = signedIn("otter.administrator.own", true);
        var elsewhere = UUID.randomUUID();
        issuer.post("/accounts", issuer.operatorToken(), """
                {"accountId": "%s", "username": "heron.elsewhere", "password": "a-long-password",
                 "displayName": "Mx Example-Heron", "council": "E10000008", "kind": "staff"}
                """.formatted(elsewhere));

        assertThat(issuer.post("/people", manager, invite(UUID.randomUUID(), "heron.no"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(issuer.post("/people", issuer.operatorToken(), invite(UUID.randomUUID(), "heron.no"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(issuer.post("/people", null, invite(UUID.randomUUID(), "heron.no"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(issuer.post("/people/" + elsewhere + "/leave", administrator, "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(issuer.post("/people/accounts", administrator, "{\"ids\":[\"%s\"]}".formatted(elsewhere))
                        .body())
                .isEqualTo("{\"items\":[]}");
        assertThat(issuer.post("/people", administrator, "{}").body())
                .contains("accountId", "username", "displayName", "kind");
    }

    private static String path(String body) {
        return Issuer.JSON
                .readTree(body)
                .path("link")
                .asString()
                .substring(issuer.address().length());
    }

    private static String field(String page, String name) {
        var found =
                Pattern.compile("name=\"" + name + "\"[^>]* value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
