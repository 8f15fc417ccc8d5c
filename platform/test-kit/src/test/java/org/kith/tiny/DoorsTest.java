package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class DoorsTest {

    private static final UUID WORKER = UUID.randomUUID();

    @Autowired
    private MockMvc http;

    @Test
    void a_note_is_read_back_by_its_council_only() throws Exception {
        var note = UUID.randomUUID();

        http.perform(as(put("/notes/" + note), "{\"text\":\"tea\"}")).andExpect(status().isOk());

        http.perform(get("/notes/" + note).with(Tokens.staff(WORKER)))
                .andExpect(jsonPath("$.text").value("tea"))
                .andExpect(jsonPath("$.reader").value(WORKER.toString()));
        http.perform(get("/notes/" + note).with(Tokens.staffOf("E10000016", WORKER)))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("not-found"));
    }

    @Test
    void without_a_token_there_is_no_answer_but_health() throws Exception {
        http.perform(get("/notes/" + UUID.randomUUID()))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not-signed-in"));
        http.perform(get("/actuator/health/liveness")).andExpect(status().isOk());
    }

    @Test
    void figures_about_the_process_are_read_from_loopback_only() throws Exception {
        http.perform(get("/actuator/prometheus")).andExpect(status().isOk());
        http.perform(get("/actuator/prometheus").with(request -> {
                    request.setRemoteAddr("192.0.2.7");
                    return request;
                }))
                .andExpect(status().isUnauthorized());
        http.perform(get("/actuator/heapdump").with(Tokens.operator())).andExpect(status().isForbidden());
    }

    @Test
    void a_forged_token_is_no_token() throws Exception {
        http.perform(get("/notes/" + UUID.randomUUID()).header("Authorization", "Bearer not.a.token"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("not-signed-in"));
    }

    @Test
    void a_token_without_a_council_opens_nothing() throws Exception {
        http.perform(get("/notes/" + UUID.randomUUID()).with(Tokens.of("x", "Lancashire", "staff", null, "kith")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("token-incomplete"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"secret value|400|malformed-json",
                "{\"text\":\"tea\",}|400|malformed-json",
                "{\"text\":\"tea\",\"text\":\"coffee\"}|400|field-twice",
                "''|400|body-missing",
                "[1,2]|400|malformed-json",
            })
    void a_broken_body_is_named_and_not_repeated(String body, int answer, String code) throws Exception {
        http.perform(as(put("/notes/" + UUID.randomUUID()), body))
                .andExpect(status().is(answer))
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void a_field_of_the_wrong_form_is_named_by_its_path() throws Exception {
        http.perform(as(
                        put("/notes/" + UUID.randomUUID()),
                        "{\"text\":\"a\",\"children\":[{\"name\":\"b\"},{\"name\":\"c\",\"dateOfBirth\":\"secret\"}]}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].field").value("children[1].dateOfBirth"))
                .andExpect(jsonPath("$.errors[0].code").value("wrong-type"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void a_parameter_that_a_door_does_not_know_is_named() throws Exception {
        var note = UUID.randomUUID();
        http.perform(as(put("/notes/" + note), "{\"text\":\"tea\"}")).andExpect(status().isOk());

        http.perform(get("/notes/" + note + "?shout=true").with(Tokens.staff(WORKER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.text").value("TEA"));
        http.perform(get("/notes/" + note + "?shuot=true&shout=false&se cret=1&%zz=2")
                        .with(Tokens.staff(WORKER)))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(contains("shuot", "se?cret", "?zz")))
                .andExpect(jsonPath("$.errors[0].code").value("unknown-parameter"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("only shout")));
    }

    @Test
    void a_body_that_is_not_json_is_not_read() throws Exception {
        http.perform(put("/notes/" + UUID.randomUUID())
                        .with(Tokens.staff(WORKER))
                        .contentType("application/yaml")
                        .content("text: tea"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void a_body_nested_too_deeply_is_not_called_missing() throws Exception {
        http.perform(as(put("/notes/" + UUID.randomUUID()), "{\"text\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("malformed-json"));
    }

    @Test
    void everything_that_cannot_be_read_is_named_at_once_and_nothing_is_passed_over() throws Exception {
        var body =
                "{\"text\":\"a\",\"txet\":{\"secret\":1},\"children\":[{\"name\":[\"secret\"],\"nmae\":2},{\"nmae\":3,\"dateOfBirth\":null,\"name\":\"b\",\"aeg\":4},"
                        + "{\"name\":\"c\",\"dateOfBirth\":\"secret\"}]}";

        var answer = http.perform(as(put("/notes/" + UUID.randomUUID()), body))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(not(containsString("secret"))))
                .andReturn()
                .getResponse();

        assertThat(JsonMapper.shared()
                        .readTree(answer.getContentAsByteArray())
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("code").asString()))
                .containsExactlyInAnyOrder(
                        "txet unknown-field",
                        "children[0].name wrong-type",
                        "children[0].nmae unknown-field",
                        "children[1].nmae unknown-field",
                        "children[1].aeg unknown-field",
                        "children[2].dateOfBirth wrong-type");
    }

    @Test
    void more_than_the_door_takes_is_refused() throws Exception {
        http.perform(as(put("/notes/" + UUID.randomUUID()), "{\"text\":\"" + "x".repeat(1_100_000) + "\"}"))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.code").value("body-too-large"));
        http.perform(post("/notes/csv")
                        .with(Tokens.staff(WORKER))
                        .contentType("text/csv")
                        .content("x".repeat(1_100_000)))
                .andExpect(status().isOk());
        http.perform(post("/notes/csv")
                        .with(Tokens.staff(WORKER))
                        .contentType("text/csv")
                        .content("x".repeat(5_300_000)))
                .andExpect(status().isContentTooLarge());
    }

    @Test
    void what_cannot_be_understood_says_so() throws Exception {
        http.perform(get("/notes/7").with(Tokens.staff(WORKER)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("bad-parameter"));
        http.perform(get("/nowhere").with(Tokens.staff(WORKER)))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("not-found"));
        http.perform(delete("/notes/" + UUID.randomUUID()).with(Tokens.staff(WORKER)))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", containsString("GET")))
                .andExpect(jsonPath("$.hint").value(containsString("GET")));
        http.perform(put("/notes/" + UUID.randomUUID())
                        .with(Tokens.staff(WORKER))
                        .contentType("text/plain")
                        .content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.code").value("unsupported-media-type"));
    }

    @Test
    void what_the_container_refuses_has_the_same_form() throws Exception {
        http.perform(get("/error").with(Tokens.staff(WORKER)).with(request -> {
                    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 400);
                    return request;
                }))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("bad-request"));
    }

    @Test
    void faults_say_what_to_do_and_nothing_else() throws Exception {
        http.perform(post("/changed-meanwhile").with(Tokens.staff(WORKER)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.hint").exists())
                .andExpect(content().string(not(containsString("secret"))));
        http.perform(post("/away").with(Tokens.staff(WORKER)))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"));
        http.perform(post("/broken").with(Tokens.staff(WORKER)))
                .andExpect(status().isInternalServerError())
                .andExpect(content().string(not(containsString("secret"))));
    }

    private static MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request, String body) {
        return request.with(Tokens.staff(WORKER))
                .contentType("application/json")
                .content(body);
    }
}
