package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class TinyWaitingTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant FAR_OFF = Instant.parse("2100-01-01T00:00:00Z");

    @Autowired
    private MockMvc http;

    @Autowired
    private Roles roles;

    @Autowired
    private Waiting waiting;

    @Autowired
    private Involvements involvements;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private OwnerAccess owner;

    private final UUID family = UUID.randomUUID();
    private final String kind = "KIND-" + family;

    @Test
    void urgent_comes_first_then_the_nearest_limit() {
        roles.inLancashire(() -> {
            waiting.begin(item("late", false, FAR_OFF.plusSeconds(1)));
            waiting.begin(item("soon", false, FAR_OFF));
            waiting.begin(item("urgent", true, FAR_OFF.plusSeconds(2)));

            assertThat(waiting.open(kind, 0, 10))
                    .extracting(Waiting.Item::key)
                    .containsExactly("urgent", "soon", "late");
            assertThat(waiting.open(kind, 1, 1)).extracting(Waiting.Item::key).containsExactly("soon");
            assertThat(waiting.count(kind)).isEqualTo(3);
            assertThat(waiting.about(family.toString())).hasSize(3);
        });
        assertThatIllegalArgumentException().isThrownBy(() -> waiting.open(kind, 0, 501));
    }

    @Test
    void a_wait_keeps_its_beginning_when_it_changes_and_ends_once() {
        roles.inLancashire(() -> {
            waiting.begin(item("one", false, FAR_OFF));
            waiting.begin(
                    new Waiting.Item(kind, "one", null, "TEAM_MANAGER", "ASKED_AGAIN", true, FAR_OFF, FAR_OFF, false));

            assertThat(waiting.open(kind, 0, 10))
                    .containsExactly(new Waiting.Item(
                            kind, "one", null, "TEAM_MANAGER", "ASKED_AGAIN", true, LONG_AGO, FAR_OFF, false));
            waiting.end(kind, "one");
            waiting.end(kind, "one");
            assertThat(waiting.count(kind)).isZero();
        });
    }

    @Test
    void past_its_limit_it_becomes_a_task_by_itself() {
        roles.inLancashire(() -> waiting.begin(item("one", false, LONG_AGO.plusSeconds(60))));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(owner.jdbc()
                                .sql("select overdue from waiting_item where kind = ?")
                                .param(kind)
                                .query(Boolean.class)
                                .single())
                        .isTrue());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(meters.get("kith.waiting.tasks")
                            .tag("kind", kind)
                            .counter()
                            .count())
                    .isOne();
            assertThat(meters.get("kith.waiting.oldest")
                            .tag("kind", kind)
                            .gauge()
                            .value())
                    .isPositive();
        });
    }

    @Test
    void the_list_shows_what_the_asker_may_see_and_counts_no_more() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");
        var elsewhere = roles.worker(Role.SOCIAL_WORKER, "T08");
        roles.teamHolds("T07", family, LONG_AGO);
        roles.inLancashire(() -> {
            waiting.begin(item("one", false, FAR_OFF));
            waiting.begin(item("over", false, LONG_AGO.plusSeconds(60)));
            waiting.begin(new Waiting.Item(kind, "technical", null, "x", "y", false, LONG_AGO, FAR_OFF, false));
        });

        http.perform(get("/waiting?kind=" + kind).with(Tokens.staff(worker)))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[1].key").value("one"));
        http.perform(get("/waiting?late=true&kind=" + kind).with(Tokens.staff(worker)))
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].key").value("over"));
        http.perform(get("/waiting?kind=" + kind).with(Tokens.staff(elsewhere)))
                .andExpect(content().json("{\"total\":0,\"items\":[]}"));
        http.perform(get("/waiting?kind=" + kind).with(Tokens.operator()))
                .andExpect(jsonPath("$.items[0].key").value("technical"));
        http.perform(get("/waiting?kind=" + kind + "&limit=201").with(Tokens.operator()))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void what_somebody_is_kept_from_is_neither_shown_nor_counted_and_a_duty_worker_sees_what_no_team_holds()
            throws Exception {
        var screening = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var named = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var duty = roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY);
        var restricted = UUID.randomUUID();
        var excluded = UUID.randomUUID();
        roles.teamHolds("T07", restricted, LONG_AGO);
        roles.inLancashire(() -> {
            involvements.list(restricted, AccessLists.of(Set.of(named), Set.of()));
            involvements.list(excluded, AccessLists.of(Set.of(), Set.of(screening)));
            waiting.begin(item("one", false, FAR_OFF));
            for (var about : List.of(restricted, excluded)) {
                waiting.begin(new Waiting.Item(
                        kind, about.toString(), about.toString(), "x", "y", false, LONG_AGO, FAR_OFF, false));
            }
        });

        http.perform(get("/waiting/counts?kind=" + kind + ",OTHER").with(Tokens.staff(screening)))
                .andExpect(jsonPath("$.kinds[0].total").value(1))
                .andExpect(jsonPath("$.kinds[0].first.key").value("one"))
                .andExpect(jsonPath("$.kinds[1].total").value(0));
        http.perform(get("/waiting?kind=" + kind).with(Tokens.staff(named)))
                .andExpect(jsonPath("$.total").value(3))
                .andExpect(jsonPath("$.items.length()").value(3));
        http.perform(get("/waiting?kind=" + kind).with(Tokens.staff(duty)))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[?(@.key == '" + restricted + "')]").isEmpty());
    }

    @Test
    void a_long_list_pages_to_its_end() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");
        var hidden = UUID.randomUUID();
        roles.teamHolds("T07", family, LONG_AGO);
        roles.inLancashire(() -> {
            for (int i = 0; i < 520; i++) {
                waiting.begin(new Waiting.Item(
                        kind, "h%03d".formatted(i), hidden.toString(), "x", "y", false, LONG_AGO, FAR_OFF, false));
                waiting.begin(item("k%03d".formatted(i), false, FAR_OFF));
            }
        });

        http.perform(get("/waiting?limit=200&offset=400&kind=" + kind).with(Tokens.staff(worker)))
                .andExpect(jsonPath("$.total").value(520))
                .andExpect(jsonPath("$.items.length()").value(120))
                .andExpect(jsonPath("$.items[119].key").value("k519"));
    }

    private Waiting.Item item(String key, boolean urgent, Instant limit) {
        return new Waiting.Item(
                kind, key, family.toString(), "ALLOCATION_DUTY", "TEAM_FULL", urgent, LONG_AGO, limit, false);
    }
}
