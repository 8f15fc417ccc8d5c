package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.HttpCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Page;

class SignInTest {

    private static final String FAMILY = "0199f0e0-1111-7000-8000-000000000001";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        house.allocation.on("POST /families/" + FAMILY + "/close", """
                {"familyId":"%s","state":"CLOSED","since":"2026-11-23T09:00:00Z","decisions":[]}
                """.formatted(FAMILY));
    }

    @Test
    void whoever_is_not_signed_in_is_asked_who_they_are_and_gets_the_page_they_wanted() throws Exception {
        house.allocation.on("GET /me", "{\"workerId\":\"w\",\"roles\":[]}");
        house.issuer.signsIn(House.WORKER, "staff");
        var browser = house.browser();

        var asked = browser.get("/tray");
        var page = browser.open("/tray");

        assertThat(asked.location()).contains("/oauth2/authorization/kith");
        assertThat(page.text()).contains("My tray", "Mx Example-Otter", "Sign out");
    }

    @Test
    void while_the_gateways_own_database_is_away_it_says_so_and_worries_are_taken() throws Exception {
        house.allocation.on("GET /waiting", "{\"items\":[],\"total\":0}");
        var browser = house.signedIn();
        try {
            house.databaseTakesPeopleIn(false);

            var page = browser.get("/drafts");

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isEqualTo("10");
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(page.text()).contains("Kith cannot open pages now", "ring 999");
            assertThat(house.browser().get("/worries/whole").status()).isEqualTo(200);
        } finally {
            house.databaseTakesPeopleIn(true);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.get("/drafts").status()).isEqualTo(200));
    }

    @Test
    void no_token_is_in_any_page_or_cookie() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07", "SCREENING_WORKER", "SPECIALIST", "ALLOCATION_DUTY");

        var pages = List.of("/work", "/screening", "/allocation", "/tray", "/requests", "/figures", "/worries/whole");

        for (String path : pages) {
            assertThat(browser.open(path).body()).doesNotContain("token-of-", "refresh-of-", "eyJ");
        }
        // a browser keeps the issuer's on the same host, whatever its port
        assertThat(browser.cookies())
                .extracting(HttpCookie::getName)
                .containsExactlyInAnyOrder("KITH_SIGN_IN", "KITH_SESSION", "KITH_FORM");
        assertThat(browser.cookies())
                .allSatisfy(cookie -> assertThat(cookie.isHttpOnly()).isTrue())
                .allSatisfy(cookie -> assertThat(cookie.getValue()).doesNotContain("token-of-", "eyJ"));
    }

    @Test
    void the_services_are_asked_with_the_readers_own_token() throws Exception {
        var browser = house.signedIn("SPECIALIST");

        browser.open("/tray");

        assertThat(house.specialist.heard("GET /tray"))
                .allSatisfy(heard -> assertThat(heard.header("Authorization"))
                        .startsWith("Bearer token-of-")
                        .doesNotContain("intake"));
    }

    @Test
    void every_page_has_its_headers() throws Exception {
        var browser = house.signedIn();

        for (String path : List.of("/", "/worries/whole", "/work", "/nowhere")) {
            Page page = browser.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "style-src 'self'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(page.body()).doesNotContain("<script>", " style=\"", "onclick");
        }
        assertThat(browser.get("/kith.css").header("Cache-Control")).contains("max-age=3600");
    }

    @Test
    void whoever_only_knocks_leaves_no_session_behind() throws Exception {
        long before = sessions();

        for (String path :
                List.of("/work", "/screening", "/families/0199f0e0-1111-7000-8000-000000000001", "/nowhere")) {
            var browser = house.browser();
            browser.get(browser.get(path).location());
        }

        assertThat(sessions()).isEqualTo(before);
    }

    private long sessions() {
        return house.sql()
                .sql("select count(*) from spring_session")
                .query(Long.class)
                .single();
    }

    @Test
    void cookies_are_for_this_site_alone() throws Exception {
        house.allocation.on("GET /me", "{\"workerId\":\"w\",\"roles\":[]}");
        var asked = house.browser().get("/oauth2/authorization/kith");

        assertThat(asked.header("Set-Cookie"))
                .contains("KITH_SIGN_IN_BEGUN=", "HttpOnly", "SameSite=Lax")
                .doesNotContain("KITH_SESSION");
        assertThat(house.browser().get("/worries/whole").header("Set-Cookie"))
                .contains("KITH_FORM=", "HttpOnly", "SameSite=Strict")
                .doesNotContain("KITH_SESSION");
        assertThat(asked.location()).contains("code_challenge_method=S256", "nonce=", "state=");
    }

    @Test
    void a_form_without_its_token_changes_nothing() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        var answer = browser.send(
                "/families/" + FAMILY + "/close", Map.of("reasonCode", "NEEDS_MET"), "Sec-Fetch-Site", "cross-site");
        var older = browser.send("/families/" + FAMILY + "/close", Map.of("reasonCode", "NEEDS_MET"), "Origin", "null");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(older.status()).isNotEqualTo(200);
        assertThat(house.allocation.heard("POST /families/" + FAMILY + "/close"))
                .isEmpty();
    }

    @Test
    void what_was_typed_when_a_session_had_ended_is_kept_and_can_be_sent() throws Exception {
        var worker = "0199f0e0-2222-7000-8000-000000000001";
        house.allocation.on(
                "GET /me",
                "{\"workerId\":\"w\",\"roles\":[{\"role\":\"TEAM_MANAGER\",\"teamCode\":\"T07\",\"teamName\":\"Riverside\"}]}");
        var browser = house.signedInAs(worker, "staff");
        var form = browser.get("/families/" + FAMILY + "/close").form("/families/" + FAMILY + "/close");
        form.put("reasonCode", "NEEDS_MET");
        form.put("note", "The grandmother moved in and all is well");
        browser.forgetSession();

        var sent = browser.send("/families/" + FAMILY + "/close", form);
        var back = browser.open(sent.location());
        var again = browser.send("/families/" + FAMILY + "/close", back.form("/families/" + FAMILY + "/close"));

        assertThat(sent.location()).contains("/oauth2/authorization/kith");
        assertThat(back.text()).contains("Nothing you typed is lost", "The grandmother moved in and all is well");
        assertThat(again.location()).endsWith("/work");
        assertThat(house.allocation
                        .heard("POST /families/" + FAMILY + "/close")
                        .getFirst()
                        .body())
                .contains("NEEDS_MET", "The grandmother moved in and all is well");
    }

    @Test
    void what_one_person_typed_is_not_offered_to_the_next() throws Exception {
        house.allocation.on(
                "GET /me",
                "{\"workerId\":\"w\",\"roles\":[{\"role\":\"TEAM_MANAGER\",\"teamCode\":\"T07\",\"teamName\":\"Riverside\"}]}");
        var browser = house.signedInAs("0199f0e0-3333-7000-8000-000000000001", "staff");
        var form = browser.get("/families/" + FAMILY + "/close").form("/families/" + FAMILY + "/close");
        form.put("note", "Words of the first");
        browser.forgetSession();
        house.issuer.signsIn("0199f0e0-3333-7000-8000-000000000002", "staff");

        var back = browser.open(
                browser.send("/families/" + FAMILY + "/close", form).location());

        assertThat(back.text()).doesNotContain("Words of the first");
    }

    @Test
    void a_token_that_ran_out_is_renewed_without_anybody_noticing() throws Exception {
        house.issuer.tokensLive(5);
        var browser = house.signedIn("SPECIALIST");

        browser.open("/tray");
        browser.open("/tray");

        assertThat(house.specialist.heard("GET /tray").stream()
                        .map(heard -> heard.header("Authorization"))
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void whoever_may_no_longer_sign_in_is_out_when_their_token_ends() throws Exception {
        house.issuer.tokensLive(5);
        var browser = house.signedIn("SPECIALIST");
        house.issuer.refuseToRenew(true);
        int before = house.specialist.heard("GET /tray").size();

        var page = browser.get("/tray");

        assertThat(page.location()).contains("/oauth2/authorization/kith");
        assertThat(house.specialist.heard("GET /tray")).hasSize(before);
    }

    @Test
    void whoever_is_put_out_is_out_of_every_page_while_their_token_lives() throws Exception {
        house.issuer.tokensLive(600);
        var browser = house.signedIn("SPECIALIST");
        house.issuer.signInStands(false);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(browser.get("/tray").location()).contains("/oauth2/authorization/kith"));
        assertThat(browser.get("/tray").location())
                .as("and stays out, however soon they ask again")
                .contains("/oauth2/authorization/kith");
    }

    @Test
    void an_issuer_that_does_not_answer_puts_nobody_out() throws Exception {
        house.issuer.tokensLive(600);
        house.issuer.saysWhoIsIn(false);
        var browser = house.signedIn("SPECIALIST");

        assertThat(browser.get("/tray").status()).isEqualTo(200);
    }

    @Test
    void a_service_that_does_not_know_the_token_sends_the_reader_to_sign_in() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        house.allocation.on("GET /teams/T07/board", StandIn.Answer.problem(401, "{\"code\":\"not-signed-in\"}"));

        assertThat(browser.get("/teams/T07").location()).contains("/oauth2/authorization/kith");
    }

    @Test
    void a_restart_of_the_gateway_signs_nobody_out() throws Exception {
        var browser = house.signedIn("SPECIALIST");

        house.restart();

        assertThat(browser.get("/work").status()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_here_and_the_tokens_at_the_issuer() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        var form = browser.get("/work").form("/sign-out");

        var out = browser.send("/sign-out", form);

        assertThat(out.location()).endsWith("/signed-out");
        assertThat(house.issuer.http().heard("POST /oauth2/revoke").getLast().body())
                .contains("token=refresh-of-");
        assertThat(browser.get("/work").location()).contains("/oauth2/authorization/kith");
        assertThat(browser.get("/signed-out").text()).contains("You are signed out");
    }

    @Test
    void tokens_lie_in_the_session_row_and_nowhere_else() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        browser.open("/work");

        var names = house.sql()
                .sql("select distinct attribute_name from spring_session_attributes")
                .query(String.class)
                .list();

        assertThat(names).contains("SPRING_SECURITY_CONTEXT").anyMatch(name -> name.contains("AUTHORIZED_CLIENTS"));
        assertThat(house.sql().sql("select current_user").query(String.class).single())
                .isEqualTo("gateway_app");
    }

    @Test
    void another_name_of_this_machine_leads_to_the_one_address() throws Exception {
        var asked = house.browser().get(house.address().replace("127.0.0.1", "localhost") + "/worries/whole");

        assertThat(asked.location()).isEqualTo(house.address() + "/worries/whole");
    }

    @Test
    void health_says_how_the_services_do_and_is_well_without_them() throws Exception {
        var browser = house.signedIn("SPECIALIST");
        house.specialist.goAway();
        browser.open("/tray");

        var health = browser.read("/actuator/health");
        var services = browser.read("/actuator/health/services");

        assertThat(health.status()).isEqualTo(200);
        assertThat(services.body()).contains("\"specialist\"", "awaySince");
        assertThat(browser.read("/actuator/prometheus").body())
                .contains("resilience4j_circuitbreaker_state", "jvm_memory");
    }
}
