package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ServiceTest
class TinyChangesTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T09:00:00Z");
    private static final String ELSEWHERE = "E06000009";

    @Autowired
    private MockMvc http;

    @Autowired
    private Roles roles;

    @Autowired
    private OwnerAccess owner;

    private final UUID family = UUID.randomUUID();

    @Test
    void the_pulse_moves_with_the_councils_own_facts_and_says_nothing() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");
        var before = pulse(Tokens.staff(worker));

        said(Tokens.LANCASHIRE, "family.allocated.v1", "{\"teamCode\":\"T07\"}");
        var after = pulse(Tokens.staff(worker));
        said(ELSEWHERE, "family.allocated.v1", "{\"teamCode\":\"T07\"}");

        assertThat(after).isNotEqualTo(before).doesNotContain(family.toString());
        assertThat(pulse(Tokens.staff(worker))).isEqualTo(after);
    }

    @Test
    void those_are_counted_that_the_asker_may_see() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");
        var elsewhere = roles.worker(Role.SOCIAL_WORKER, "T08");
        roles.teamHolds("T07", family, LONG_AGO);
        var since = Instant.now();
        said(Tokens.LANCASHIRE, "family.allocated.v1", "{\"teamCode\":\"T07\"}");
        said(Tokens.LANCASHIRE, "lead-practitioner.named.v1", "{\"teamCode\":\"T07\",\"workerId\":\"somebody\"}");

        is(1, "family=" + family, since, Tokens.staff(worker));
        is(0, "family=" + family, since, Tokens.staff(elsewhere));
        is(0, "family=" + family, since, Tokens.publicIntake());
        is(1, "family=" + family + "&names=T07", since, Tokens.staff(worker));
        is(0, "family=" + family + "&names=T08", since, Tokens.staff(worker));
        is(1, "types=lead-practitioner.named.v1&names=somebody", since, Tokens.staff(worker));
        is(0, "types=referral.received.v1&family=" + family, since, Tokens.staff(worker));
        is(0, "family=" + family, Instant.now().plusSeconds(5), Tokens.staff(worker));
    }

    @Test
    void without_a_token_nothing_is_told() throws Exception {
        http.perform(get("/changes/pulse")).andExpect(status().isUnauthorized());
        http.perform(get("/changes?since=" + LONG_AGO)).andExpect(status().isUnauthorized());
    }

    private void is(int families, String asked, Instant since, RequestPostProcessor who) throws Exception {
        http.perform(get("/changes?since=" + since + "&" + asked).with(who))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"families\":" + families + "}"));
    }

    private String pulse(RequestPostProcessor who) throws Exception {
        return http.perform(get("/changes/pulse").with(who))
                .andExpect(jsonPath("$.pulse").isString())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void said(String council, String type, String payload) {
        owner.jdbc()
                .sql("""
                        insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id, acted_by, recorded_at)
                        values (:id, :council, :key, (select count(*) + 1 from event_journal where key = :key and council = :council),
                            :type, 'kith.families', 1, :payload, 'c', 'test', now())
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("council", council)
                .param("key", family.toString())
                .param("type", type)
                .param("payload", payload)
                .update();
    }
}
