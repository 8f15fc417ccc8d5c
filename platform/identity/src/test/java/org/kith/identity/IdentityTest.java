package org.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kith.identity.Issuer.Browser;

class IdentityTest {

    private static Issuer issuer;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void an_agencys_client_gets_a_token_that_says_who_it_is_and_may_only_write() throws Exception {
        issuer.post("/clients", issuer.operatorToken(), """
                {"clientId": "lancashire-police", "secret": "a-secret-of-the-police", "agency": "POLICE",
                 "council": "E10000017", "scopes": ["referrals.write"]}
                """);

        var answer = issuer.token("lancashire-police", "a-secret-of-the-police", "grant_type=client_credentials");

        var claims = Issuer.claims(Issuer.accessToken(answer));
        assertThat(claims.path("sub").asString()).isEqualTo("lancashire-police");
        assertThat(claims.path("kind").asString()).isEqualTo("agency");
        assertThat(claims.path("agency").asString()).isEqualTo("POLICE");
        assertThat(claims.path("council").asString()).isEqualTo("E10000017");
        assertThat(claims.path("scope").asString()).isEqualTo("referrals.write");
        assertThat(claims.path("aud").toString()).contains("kith");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    }

    @Test
    void the_public_intake_has_its_own_kind_and_no_more_than_it_needs() throws Exception {
        var answer = issuer.token("kith-intake", Issuer.SECRET, "grant_type=client_credentials");

        var claims = Issuer.claims(Issuer.accessToken(answer));
        assertThat(claims.path("kind").asString()).isEqualTo("public");
        assertThat(claims.path("scope").asString()).isEqualTo("referrals.write");
    }

    @Test
    void a_wrong_secret_gets_nothing() throws Exception {
        var answer = issuer.token("kith-operator", "not-the-secret-at-all", "grant_type=client_credentials");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client").doesNotContain("access_token");
    }

    @Test
    void a_secret_is_known_again_until_it_is_changed_and_a_wrong_one_never() throws Exception {
        var client = """
                {"clientId": "a-nursery", "secret": "%s", "agency": "NURSERY", "council": "E10000017", "scopes": ["referrals.write"]}
                """;
        issuer.post("/clients", issuer.operatorToken(), client.formatted("the-first-secret-of-theirs"));
        for (int time = 0; time < 3; time++) {
            assertThat(tokenOfNursery("the-first-secret-of-theirs")).isEqualTo(200);
            assertThat(tokenOfNursery("the-first-secret-of-others")).isEqualTo(401);
        }

        issuer.post("/clients", issuer.operatorToken(), client.formatted("the-second-secret-of-theirs"));

        assertThat(tokenOfNursery("the-first-secret-of-theirs")).isEqualTo(401);
        assertThat(tokenOfNursery("the-second-secret-of-theirs")).isEqualTo(200);
    }

    private static int tokenOfNursery(String secret) throws Exception {
        return issuer.token("a-nursery", secret, "grant_type=client_credentials")
                .statusCode();
    }

    @Test
    void an_agency_may_not_ask_for_more_than_it_was_given() throws Exception {
        issuer.post("/clients", issuer.operatorToken(), """
                {"clientId": "a-school", "secret": "a-secret-of-the-school", "agency": "SCHOOL",
                 "council": "E10000017", "scopes": ["referrals.write"]}
                """);

        var answer = issuer.token("a-school", "a-secret-of-the-school", "grant_type=client_credentials&scope=operate");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_scope");
    }

    @Test
    void somebody_who_signs_in_gets_tokens_through_the_gateways_code_flow() throws Exception {
        var accountId = issuer.account("otter.lead");

        var answer = issuer.browser().tokens("otter.lead");

        var claims = Issuer.claims(Issuer.accessToken(answer));
        assertThat(claims.path("sub").asString()).isEqualTo(accountId.toString());
        assertThat(claims.path("kind").asString()).isEqualTo("staff");
        assertThat(claims.path("scope").asString().split(" ")).contains("kith", "openid");
        assertThat(claims.has("name")).isFalse();
        var idToken = Issuer.claims(
                Issuer.JSON.readTree(answer.body()).path("id_token").asString());
        assertThat(idToken.path("name").asString()).isEqualTo("Mx Example-Otter");
    }

    @Test
    void a_code_without_its_verifier_is_worth_nothing() throws Exception {
        issuer.account("otter.code");
        var browser = issuer.browser();
        browser.authorize();
        browser.signIn("otter.code", "a-long-password");
        String code = Browser.code(browser.authorize());

        var answer = issuer.token(
                "kith-gateway",
                Issuer.SECRET,
                "grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%3A7600%2Flogin%2Foauth2%2Fcode%2Fkith&code="
                        + code);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void the_issuer_forgets_a_person_once_the_gateway_has_its_code() throws Exception {
        issuer.account("otter.shared");
        var browser = issuer.browser();
        browser.tokens("otter.shared");

        var next = browser.authorize();

        assertThat(next.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
    }

    @Test
    void a_wrong_password_and_an_unknown_name_look_the_same() throws Exception {
        issuer.account("otter.wrong");

        var wrong = issuer.browser().signIn("otter.wrong", "not-the-password");
        var unknown = issuer.browser().signIn("nobody.here", "not-the-password");

        assertThat(wrong.headers().firstValue("Location"))
                .isEqualTo(unknown.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?wrong"));
        assertThat(issuer.browser().get("/sign-in?wrong").body())
                .contains("There is a problem")
                .doesNotContain("<script");
    }

    @Test
    void guessing_is_stopped_even_if_the_sixth_guess_is_right() throws Exception {
        issuer.account("otter.guessed");
        for (int guess = 1; guess <= 5; guess++) {
            issuer.browser().signIn("otter.guessed", "guess-number-" + guess);
        }

        var answer = issuer.browser().signIn("Otter.Guessed", "a-long-password");

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?wait"));
    }

    @Test
    void a_sign_in_form_without_its_token_is_refused() throws Exception {
        issuer.account("otter.csrf");
        var browser = issuer.browser();
        browser.get("/sign-in");

        var answer = browser.send("/sign-in", Map.of("username", "otter.csrf", "password", "a-long-password"));

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?again"));
    }

    @Test
    void a_disabled_account_can_neither_sign_in_nor_go_on() throws Exception {
        var accountId = issuer.account("otter.leaver");
        var tokens = issuer.browser().tokens("otter.leaver");
        String refresh =
                Issuer.JSON.readTree(tokens.body()).path("refresh_token").asString();
        assertThat(issuer.token("kith-gateway", Issuer.SECRET, "grant_type=refresh_token&refresh_token=" + refresh)
                        .body())
                .contains("access_token");

        issuer.post("/accounts/" + accountId + "/disable", issuer.operatorToken(), "");

        assertThat(issuer.token("kith-gateway", Issuer.SECRET, "grant_type=refresh_token&refresh_token=" + refresh)
                        .statusCode())
                .isEqualTo(400);
        assertThat(issuer.browser()
                        .signIn("otter.leaver", "a-long-password")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?wrong"));
    }

    @Test
    void an_account_disabled_between_sign_in_and_code_gets_no_token() throws Exception {
        var accountId = issuer.account("otter.between");
        var browser = issuer.browser();
        browser.authorize();
        browser.signIn("otter.between", "a-long-password");
        String code = Browser.code(browser.authorize());
        issuer.post("/accounts/" + accountId + "/disable", issuer.operatorToken(), "");

        var answer = browser.exchange(code);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void an_account_said_twice_is_one_and_a_taken_name_is_refused() throws Exception {
        var accountId = issuer.account("otter.twice");
        String again = """
                {"accountId": "%s", "username": "otter.twice", "password": "a-long-password",
                 "displayName": "Mx Example-Badger", "council": "E10000017", "kind": "staff"}
                """;

        var same = issuer.post("/accounts", issuer.operatorToken(), again.formatted(accountId));
        var other = issuer.post("/accounts", issuer.operatorToken(), again.formatted(UUID.randomUUID()));

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.body()).contains("Mx Example-Badger").doesNotContain("password");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("username-taken");
    }

    @Test
    void accounts_made_at_once_do_not_wait_for_each_others_hash_with_a_connection_in_hand() throws Exception {
        try (var small = Issuer.start(
                "--spring.datasource.hikari.maximum-pool-size=1",
                "--spring.datasource.hikari.minimum-idle=1",
                "--spring.datasource.hikari.connection-timeout=250")) {
            String token = small.operatorToken();

            List<Integer> answers;
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                answers = IntStream.range(0, 12)
                        .mapToObj(number -> pool.submit(() ->
                                small.post("/accounts", token, numbered(number)).statusCode()))
                        .toList()
                        .stream()
                        .map(IdentityTest::outcome)
                        .toList();
            }

            // on a machine that stands still a connection may come late; then nothing was done, and the answer says so
            assertThat(answers).isSubsetOf(200, 503).contains(200);
        }
    }

    private static String numbered(int number) {
        return """
            {"accountId": "%s", "username": "otter.at-once-%d", "password": "a-long-password",
             "displayName": "Mx Example-Otter", "council": "E10000017", "kind": "staff"}
            """.formatted(UUID.randomUUID(), number);
    }

    private static int outcome(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void all_fields_of_a_bad_account_are_named_at_once() throws Exception {
        var answer = issuer.post("/accounts", issuer.operatorToken(), "{\"username\": \"x\", \"kind\": \"king\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Issuer.JSON.readTree(answer.body()).path("errors").findValuesAsString("field"))
                .containsExactly("accountId", "username", "password", "displayName", "council", "kind");
    }

    @Test
    void nobody_but_the_operator_makes_accounts() throws Exception {
        String intake = Issuer.accessToken(issuer.token("kith-intake", Issuer.SECRET, "grant_type=client_credentials"));

        assertThat(issuer.post("/accounts", null, "{}").statusCode()).isEqualTo(401);
        assertThat(issuer.post("/accounts", intake, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void an_agency_at_the_operators_door_is_told_why_and_what_to_do() throws Exception {
        issuer.post("/clients", issuer.operatorToken(), """
                {"clientId": "a-surgery", "secret": "a-secret-of-the-surgery", "agency": "SURGERY",
                 "council": "E10000017", "scopes": ["referrals.write"]}
                """);
        String agency = Issuer.accessToken(
                issuer.token("a-surgery", "a-secret-of-the-surgery", "grant_type=client_credentials"));

        isAProblem(issuer.post("/clients", agency, "{}"), 403, "not-allowed");
        isAProblem(issuer.post("/people", agency, "{}"), 403, "not-allowed");
        isAProblem(issuer.post("/clients", null, "{}"), 401, "not-signed-in");
        isAProblem(issuer.post("/clients", "no-token-at-all", "{}"), 401, "not-signed-in");
        isAProblem(issuer.post("/clients", issuer.operatorToken(), "{}"), 422, "invalid");
    }

    @Test
    void what_is_not_open_under_actuator_is_not_there_and_nobody_is_sent_to_sign_in() throws Exception {
        for (var path : List.of("/actuator", "/actuator/env", "/actuator/heapdump")) {
            isAProblem(issuer.get(path), 404, "not-found");
        }
        assertThat(issuer.browser().get("/actuator/env").statusCode())
                .as("for a browser too")
                .isEqualTo(404);
        assertThat(issuer.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private static void isAProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = Issuer.JSON.readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("hint").asString()).isNotBlank();
    }

    @Test
    void a_forged_and_an_expired_token_open_nothing() throws Exception {
        var until = Instant.parse("2099-01-01T00:00:00Z");
        String genuine = token(issuer.signingKey(), until);
        String forged = token(new RSAKeyGenerator(2048).keyID("forged").generate(), until);
        String expired = token(issuer.signingKey(), Instant.parse("2026-01-01T00:00:00Z"));
        String bent = genuine.substring(0, genuine.length() - 8) + "AAAAAAAA";

        assertThat(issuer.post("/accounts", genuine, "{}").statusCode()).isEqualTo(422);
        assertThat(issuer.post("/accounts", forged, "{}").statusCode()).isEqualTo(401);
        assertThat(issuer.post("/accounts", expired, "{}").statusCode()).isEqualTo(401);
        assertThat(issuer.post("/accounts", bent, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void the_signing_key_survives_a_restart() throws Exception {
        String before;
        int port;
        try (var first = Issuer.start()) {
            port = first.port();
            before = first.operatorToken();
        }

        try (var second = Issuer.startAt(port)) {
            var answer = second.post("/accounts", before, "{}");

            assertThat(answer.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void without_secrets_it_starts_only_for_a_demo() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> Issuer.notForADemo().close())
                .havingRootCause()
                .withMessageContaining("KITH_GATEWAY_SECRET is not set");
    }

    @Test
    void the_sign_in_page_frames_nowhere_and_runs_no_script() throws Exception {
        var page = issuer.browser().get("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
        assertThat(page.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
        for (var file : List.of("/kith.css", "/assets/govuk-frontend-6.6.0/govuk-frontend.min.css", "/icon.svg")) {
            assertThat(issuer.browser().get(file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(page.body()).contains("govuk-skip-link", "kith-header", "Lancashire County Council", "govuk-button");
    }

    @Test
    void programs_find_it_by_its_published_document() throws Exception {
        var found = Issuer.JSON.readTree(
                issuer.browser().get("/.well-known/openid-configuration").body());
        var keys = issuer.browser().get("/oauth2/jwks").body();

        assertThat(found.path("issuer").asString()).isEqualTo(issuer.address());
        assertThat(keys).contains("RS256").doesNotContain("\"d\":");
        assertThat(issuer.get("/actuator/health").body()).contains("UP");
        assertThat(issuer.get("/actuator/prometheus").body()).contains("jvm_memory");
    }

    private static String token(RSAKey key, Instant until) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer.address())
                        .subject("kith-operator")
                        .audience("kith")
                        .claim("scope", "operate")
                        .expirationTime(Date.from(until))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
