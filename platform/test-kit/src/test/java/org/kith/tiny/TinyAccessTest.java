package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Involvements.As;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.TestIssuer;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class TinyAccessTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

    @Autowired
    private MockMvc http;

    @Autowired
    private Roles roles;

    @Autowired
    private Involvements involvements;

    private final UUID family = UUID.randomUUID();

    @Test
    void a_worker_sees_families_of_their_team_and_no_others() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");

        roles.teamHolds("T07", family, MONDAY);
        assertThat(answer(worker)).isEqualTo(200);

        roles.teamHolds("T08", family, TUESDAY);
        assertThat(answer(worker)).isEqualTo(404);
    }

    @Test
    void a_leaver_is_out_at_once() throws Exception {
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        assertThat(answer(worker)).isEqualTo(200);

        roles.inLancashire(() -> involvements.roleLeft(worker, Role.SCREENING_WORKER, Roles.COUNTY));

        assertThat(answer(worker)).isEqualTo(404);
    }

    @Test
    void absent_and_restricted_look_the_same() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");
        roles.teamHolds("T07", family, MONDAY);
        var absent = UUID.randomUUID();

        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(UUID.randomUUID()), Set.of())));

        var restricted = http.perform(get("/families/" + family).with(Tokens.staff(worker)))
                .andReturn()
                .getResponse();
        var none = http.perform(get("/families/" + absent).with(Tokens.staff(worker)))
                .andReturn()
                .getResponse();
        assertThat(restricted.getStatus()).isEqualTo(404).isEqualTo(none.getStatus());
        assertThat(restricted.getContentAsByteArray()).isEqualTo(none.getContentAsByteArray());
        assertThat(restricted.getHeaderNames()).isEqualTo(none.getHeaderNames());
    }

    @Test
    void a_restriction_lets_the_named_in_and_can_be_lifted() throws Exception {
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var named = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(named), Set.of())));
        assertThat(answer(worker)).isEqualTo(404);
        assertThat(answer(named)).isEqualTo(200);

        roles.inLancashire(() -> involvements.list(family, AccessLists.OPEN));

        assertThat(answer(worker)).isEqualTo(200);
    }

    @Test
    void an_exclusion_beats_every_role() throws Exception {
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        roles.give(worker, Role.PRACTICE_LEAD, Roles.COUNTY);
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(worker), Set.of())));

        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(worker), Set.of(worker))));

        assertThat(answer(worker)).isEqualTo(404);
    }

    @Test
    void a_specialist_sees_a_family_while_assigned() throws Exception {
        var specialist = roles.worker(Role.SPECIALIST, "T07");
        roles.teamHolds("T07", family, MONDAY);
        assertThat(answer(specialist)).isEqualTo(404);

        roles.involve(specialist, family, As.SPECIALIST, "MENTAL_HEALTH", MONDAY);
        assertThat(answer(specialist)).isEqualTo(200);

        roles.inLancashire(() -> involvements.ended(family, specialist, As.SPECIALIST, "MENTAL_HEALTH", TUESDAY));
        assertThat(answer(specialist)).isEqualTo(404);
    }

    @Test
    void a_family_has_one_lead_at_a_time() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        roles.involve(first, family, As.LEAD_PRACTITIONER, "", MONDAY);
        roles.involve(second, family, As.LEAD_PRACTITIONER, "", TUESDAY);
        roles.involve(second, family, As.LEAD_PRACTITIONER, "", TUESDAY);

        roles.inLancashire(() -> assertThat(involvements.withFamily(family))
                .containsExactly(
                        new Involvements.Involvement(family, second, As.LEAD_PRACTITIONER, "", TUESDAY, null),
                        new Involvements.Involvement(family, first, As.LEAD_PRACTITIONER, "", MONDAY, TUESDAY)));
    }

    @Test
    void what_is_said_of_an_absorbed_family_counts_where_the_survivor_is_held_through_it() {
        var absorbed = UUID.randomUUID();
        var survivor = UUID.randomUUID();
        roles.teamHolds("T07", absorbed, MONDAY);
        roles.inLancashire(() -> involvements.joined(survivor, absorbed, TUESDAY));
        roles.inLancashire(() -> assertThat(involvements.teamOf(survivor)).isEqualTo("T07"));

        roles.teamHolds("T09", absorbed, TUESDAY);
        roles.inLancashire(() -> assertThat(involvements.teamOf(survivor)).isEqualTo("T09"));
        roles.inLancashire(() -> involvements.teamOf(absorbed, null, TUESDAY));
        roles.inLancashire(() -> assertThat(involvements.teamOf(survivor)).isNull());
    }

    @Test
    void joined_families_share_their_workers_and_keep_their_protection() throws Exception {
        var absorbed = UUID.randomUUID();
        var survivor = UUID.randomUUID();
        var both = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var onlyFirst = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var kin = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var lead = UUID.randomUUID();
        roles.teamHolds("T07", absorbed, MONDAY);
        roles.involve(lead, absorbed, As.LEAD_PRACTITIONER, "", MONDAY);
        roles.inLancashire(() -> {
            involvements.list(absorbed, AccessLists.of(Set.of(both, kin), Set.of(kin)));
            involvements.list(survivor, AccessLists.of(Set.of(both, onlyFirst, kin), Set.of()));
        });

        roles.inLancashire(() -> {
            involvements.joined(survivor, absorbed, TUESDAY);
            involvements.joined(survivor, absorbed, TUESDAY);
            involvements.joined(family, survivor, TUESDAY);
        });

        roles.inLancashire(() -> {
            assertThat(involvements.survivorOf(absorbed)).isEqualTo(family);
            assertThat(involvements.teamOf(absorbed)).isEqualTo("T07").isEqualTo(involvements.teamOf(family));
            assertThat(involvements.withFamily(family))
                    .extracting(Involvements.Involvement::workerId)
                    .containsExactly(lead);
        });
        assertThat(answer(both)).isEqualTo(200);
        assertThat(answer(onlyFirst)).isEqualTo(404);
        assertThat(answer(kin)).isEqualTo(404);
    }

    @Test
    void what_is_about_no_family_is_forbidden_openly() throws Exception {
        var worker = roles.worker(Role.SOCIAL_WORKER, "T07");

        http.perform(get("/operate/try").with(Tokens.staff(worker)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("not-allowed"));
        http.perform(get("/operate/try").with(Tokens.operator())).andExpect(status().isOk());
        http.perform(get("/teams/T07/try").with(Tokens.staff(worker))).andExpect(status().isOk());
        http.perform(get("/teams/T08/try").with(Tokens.staff(worker))).andExpect(status().isForbidden());
    }

    @Test
    void only_a_genuine_token_in_date_and_for_kith_opens_a_door() throws Exception {
        var issuer = TestIssuer.running();
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY).toString();

        assertThat(bearer(issuer.token(worker, claims -> claims))).isEqualTo(200);
        assertThat(bearer(issuer.forged(worker))).isEqualTo(401);
        assertThat(bearer(issuer.token(
                        worker,
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))))))
                .isEqualTo(401);
        assertThat(bearer(issuer.token(worker, claims -> claims.audience("other"))))
                .isEqualTo(401);
        assertThat(bearer(issuer.token(worker, claims -> claims.issuer("http://127.0.0.1:1"))))
                .isEqualTo(401);
        assertThat(bearer(issuer.token(worker, claims -> claims.claim("kind", "service"))))
                .isEqualTo(403);
        assertThat(bearer(issuer.token("stranger", claims -> claims))).isEqualTo(404);
    }

    private int answer(UUID worker) throws Exception {
        return http.perform(get("/families/" + family).with(Tokens.staff(worker)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private int bearer(String token) throws Exception {
        return http.perform(get("/families/" + family).header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
