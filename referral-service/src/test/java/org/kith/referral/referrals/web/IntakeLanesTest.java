package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.refusal.Problems;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class IntakeLanesTest {

    private static final String USUAL = "{\"immediateDanger\":false}";

    private static final String DANGER = "{\"children\":[{\"givenName\":\"Otto\"}],\"immediateDanger\":true}";

    private final IntakeLanes lanes = new IntakeLanes(
            new IntakeSettings(1, Duration.ofMillis(20), 1, Duration.ofMillis(20)),
            new Problems(JsonMapper.shared()),
            new SimpleMeterRegistry());

    @Test
    void too_many_at_once_are_told_when_to_come_again_and_danger_still_gets_in() throws Exception {
        // given one referral that is being taken
        var isIn = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        var first = Thread.ofVirtual().start(() -> {
            try {
                send(USUAL, (request, response) -> {
                    isIn.countDown();
                    await(mayGo);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await(isIn);

        // when
        var second = send(USUAL, (request, response) -> {
            throw new AssertionError("There is no room for it");
        });
        var danger = send(DANGER, (request, response) -> response.getWriter().write("taken"));
        mayGo.countDown();
        first.join();
        var later = send(USUAL, (request, response) -> response.getWriter().write("taken"));

        // then
        assertThat(second.getStatus()).isEqualTo(503);
        assertThat(second.getHeader("Retry-After")).isEqualTo("2");
        assertThat(second.getContentAsString()).contains("too-many-at-once");
        assertThat(danger.getContentAsString()).isEqualTo("taken");
        assertThat(later.getContentAsString()).isEqualTo("taken");
    }

    @Test
    void the_door_behind_reads_the_whole_letter() throws Exception {
        var read = send(
                DANGER,
                (request, response) -> response.getWriter()
                        .write(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));

        assertThat(read.getContentAsString()).isEqualTo(DANGER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "true",
                "{\"immediateDanger\":\"yes\"}",
                "{\"children\":[{\"immediateDanger\":true}]}",
                "{\"immediateDanger\":true,\"immediateDanger\":false}"
            })
    void only_a_letter_that_says_so_is_about_danger(String body) {
        assertThat(IntakeLanes.saysDanger(body.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(IntakeLanes.saysDanger(DANGER.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\" TRUE \"", "1"})
    void what_is_taken_for_a_yes_at_the_door_is_one_in_the_lane(String yes) {
        assertThat(IntakeLanes.saysDanger(
                        "{\"worries\":[],\"immediateDanger\":%s}".formatted(yes).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    private MockHttpServletResponse send(String body, FilterChain door) throws Exception {
        var request = new MockHttpServletRequest("POST", "/referrals");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        var response = new MockHttpServletResponse();
        lanes.doFilter(request, response, door);
        return response;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
