package org.kith.outcomes.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.at;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.measures.Folding;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ReconciliationTest {

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    private Neighbours neighbours;

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
    }

    @Test
    void figures_agree_with_facts() throws Exception {
        var day = LocalDate.of(2023, 1, 10);
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();

        mvc.perform(get("/figures/reconciliation?fresh=true")
                        .with(Tokens.staff(roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.agrees").value(true))
                .andExpect(jsonPath("$.families").isNumber())
                .andExpect(jsonPath("$.differences").isEmpty());
    }

    @Test
    void a_total_that_was_tampered_with_is_found() {
        var day = LocalDate.of(2023, 2, 14);
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();
        tamper("update figure_total set value = value + 1, said_value = said_value + 1"
                + " where measure_code = 'REFERRALS_RECEIVED' and day = '2023-02-14'");

        try {
            var found = run();

            assertThat(found.differences())
                    .contains(new Difference("TOTAL_AND_DIFFERENCES", "REFERRALS_RECEIVED", "COUNTY", day, null, 2, 1));
            assertThat(meters.get("kith.figures.differences")
                            .tag("council", Tokens.LANCASHIRE)
                            .gauge()
                            .value())
                    .isPositive();
        } finally {
            tamper("update figure_total set value = value - 1, said_value = said_value - 1"
                    + " where measure_code = 'REFERRALS_RECEIVED' and day = '2023-02-14'");
        }
        assertThat(run().agrees()).isTrue();
    }

    @Test
    void a_difference_without_a_fact_is_found_twice_by_two_ways_of_counting() {
        var day = LocalDate.of(2023, 3, 14);
        var family = UUID.randomUUID();
        neighbours.tell(Stories.received(family, UUID.randomUUID(), at(day), UUID.randomUUID()));
        slip(family, day, 1);
        neighbours.fold();

        try {
            assertThat(run().differences())
                    .contains(
                            new Difference("DIFFERENCES_AND_FACTS", "REFERRALS_RECEIVED", "COUNTY", day, family, 1, 0),
                            new Difference("TOTAL_AND_JOURNAL", "REFERRALS_RECEIVED", "COUNTY", day, null, 2, 1));
        } finally {
            slip(family, day, -1);
            neighbours.fold();
        }
        assertThat(run().agrees()).isTrue();
    }

    @Test
    void figures_that_no_longer_follow_from_facts_are_counted_anew_and_past_days_stay_as_they_were_known()
            throws Exception {
        var day = LocalDate.of(2023, 4, 18);
        var family = UUID.randomUUID();
        neighbours.tell(Stories.received(family, UUID.randomUUID(), at(day), UUID.randomUUID()));
        slip(family, day, 2);
        neighbours.fold();
        assertThat(run().agrees()).isFalse();

        mvc.perform(post("/operate/figures/recount").with(Tokens.operator()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.familiesAnew").value(1))
                .andExpect(jsonPath("$.reconciliation.agrees").value(true));
        mvc.perform(post("/operate/figures/recount").with(Tokens.operator()))
                .andExpect(jsonPath("$.familiesAnew").value(0))
                .andExpect(jsonPath("$.reconciliation.agrees").value(true));
        mvc.perform(post("/operate/figures/recount")
                        .with(Tokens.staff(roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY))))
                .andExpect(status().isForbidden());
    }

    private void slip(UUID family, LocalDate day, long amount) {
        Neighbours.inLancashire(() ->
                transaction.executeWithoutResult(status -> jdbc.update("""
                insert into unfolded_delta (council, family_id, measure_code, scope_code, day, amount, source_id, written_at)
                values (?, ?, 'REFERRALS_RECEIVED', 'COUNTY', ?, ?, 'nowhere', clock_timestamp())
                """, Tokens.LANCASHIRE, family, day, amount)));
    }

    private void tamper(String sql) {
        Neighbours.inLancashire(() -> transaction.executeWithoutResult(status -> jdbc.execute(sql)));
    }

    private Reconciled run() {
        var done = new Reconciled[1];
        Neighbours.inLancashire(() -> done[0] = reconciliation.run());
        return done[0];
    }
}
