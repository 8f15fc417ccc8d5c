package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.StandIn.Answer;

class AgencyTest {

    private final HttpClient http = HttpClient.newHttpClient();

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(house.address() + path))
                        .header("Authorization", "Bearer the-agencys-own")
                        .header("Content-Type", type)
                        .header("Idempotency-Key", "night-7")
                        .header("Cookie", "KITH_SESSION=stolen")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void a_referral_goes_through_with_the_agencys_own_token_and_key() throws Exception {
        house.referral.on("POST /referrals", new Answer(201, "application/json", "{\"reference\":\"K7\"}"));

        var answer = post("/api/referrals", "application/json", "{\"children\":[]}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"reference\":\"K7\"}");
        var heard = house.referral.heard("POST /referrals").getFirst();
        assertThat(heard.header("Authorization")).isEqualTo("Bearer the-agencys-own");
        assertThat(heard.header("Idempotency-Key")).isEqualTo("night-7");
        assertThat(heard.header("Cookie")).isNull();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void what_the_service_refuses_comes_back_as_it_said_it() throws Exception {
        house.referral.on("POST /referrals/csv", Answer.problem(422, "{\"code\":\"wrong-heading\"}"));

        var answer = post("/api/referrals/csv", "text/csv", "a,b\n1,2\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("wrong-heading");
    }

    @Test
    void without_a_token_nothing_is_passed_on() throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(house.address() + "/api/referrals"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("not-signed-in");
        assertThat(house.referral.heard("POST /referrals")).isEmpty();
    }

    @Test
    void while_the_service_is_away_the_agency_is_told_to_come_again() throws Exception {
        house.referral.goAway();

        var answer = post("/api/referrals", "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("with the same key", "\"title\":\"Not available now\"");
    }

    @Test
    void a_body_beyond_all_measure_is_refused_with_a_clear_answer() throws Exception {
        var answer = post("/api/referrals", "application/json", "x".repeat(13 * 1024 * 1024));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("too-large");
    }

    @Test
    void what_is_no_door_is_answered_as_a_problem_and_not_as_a_page() throws Exception {
        var wrongMethod = http.send(
                HttpRequest.newBuilder(URI.create(house.address() + "/api/referrals"))
                        .header("Authorization", "Bearer the-agencys-own")
                        .build(),
                BodyHandlers.ofString());
        var nowhere = post("/api/families", "application/json", "{}");

        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("POST");
        assertThat(wrongMethod.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(wrongMethod.body()).contains("method-not-allowed");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void counts_stream_through_as_they_come() throws Exception {
        house.outcomes.on(
                "GET /figures/stream", new Answer(200, "text/event-stream", "id: 1\ndata: {\"value\":7}\n\n"));

        var answer = http.send(
                HttpRequest.newBuilder(URI.create(house.address() + "/api/figures/stream?scope=COUNTY"))
                        .header("Authorization", "Bearer an-analysts")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(answer.body()).contains("data: {\"value\":7}");
    }

    @Test
    void a_receipt_is_read_through_the_one_door() throws Exception {
        house.referral.on("GET /receipts/abc_DEF-123", "{\"reference\":\"K7\"}");

        var answer = http.send(
                HttpRequest.newBuilder(URI.create(house.address() + "/api/receipts/abc_DEF-123"))
                        .header("Authorization", "Bearer the-agencys-own")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains("K7");
    }
}
