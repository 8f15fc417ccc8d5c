package org.kith.outcomes.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.at;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.measures.Folding;
import org.kith.outcomes.reconciliation.Reconciliation;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ChildrenKnownTwiceTest {

    private static final LocalDate FIRST = LocalDate.of(2019, 5, 6);
    private static final LocalDate SECOND = FIRST.plusDays(7);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Reconciliation reconciliation;

    private final UUID survivor = UUID.randomUUID();
    private final UUID absorbed = UUID.randomUUID();
    private final UUID child = UUID.randomUUID();
    private final UUID twice = UUID.randomUUID();
    private Neighbours neighbours;
    private UUID analyst = UUID.randomUUID();

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
        analyst = roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY);
    }

    @Test
    void a_child_of_two_ids_is_counted_once_when_its_families_are_joined_in_whatever_order_it_is_heard()
            throws Exception {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        topics.tell("referral", Stories.received(survivor, first, at(FIRST), child));
        topics.tell("referral", Stories.received(absorbed, second, at(SECOND), twice));
        counts("DISTINCT_CHILDREN_REFERRED", 2);
        counts("RE_REFERRALS", 0);

        joined();

        counts("DISTINCT_CHILDREN_REFERRED", 1);
        counts("RE_REFERRALS", 1);
        counts("CHILDREN_REFERRED", 2);
        // a fact that was said before they were joined comes late, under the id that ended
        topics.tell("referral", Stories.accepted(survivor, absorbed, second, at(SECOND), at(SECOND, 15), twice));
        counts("DISTINCT_CHILDREN_REFERRED", 1);
        counts("RE_REFERRALS", 1);
        nothingDisagrees();
    }

    @Test
    void what_is_recorded_under_the_id_that_ended_is_about_the_child_who_goes_on() throws Exception {
        var first = UUID.randomUUID();
        topics.tell("referral", Stories.received(survivor, first, at(FIRST.minusYears(1)), child));
        topics.tell("referral", Stories.received(absorbed, UUID.randomUUID(), at(SECOND.minusYears(1)), twice));
        record(absorbed, twice, "CARE_ENTRY", FIRST.plusDays(10)).andExpect(status().isCreated());

        joined();

        // came into care already, under the other id
        record(survivor, child, "CARE_ENTRY", FIRST.plusDays(12)).andExpect(status().is4xxClientError());
        record(survivor, twice, "CARE_EXIT", FIRST.plusDays(20))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.childId").value(child.toString()));
        mvc.perform(get("/families/{id}", survivor).with(Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcomes.length()").value(2))
                .andExpect(jsonPath("$.outcomes[0].childId").value(child.toString()));
        nothingDisagrees();
    }

    private void joined() {
        for (var stream : List.of(absorbed, survivor)) {
            topics.tell(
                    "referral",
                    new FamilyJoinedV1(
                            stream, survivor, absorbed, 2, at(SECOND.plusDays(1)), List.of(twice), List.of(child)));
        }
    }

    private ResultActions record(UUID family, UUID of, String kind, LocalDate day) throws Exception {
        return mvc.perform(post("/outcomes")
                .with(Tokens.staff(analyst))
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"familyId": "%s", "childId": "%s", "kindCode": "%s", "happenedOn": "%s"}""".formatted(family, of, kind, day)));
    }

    private void counts(String measure, int expected) throws Exception {
        neighbours.fold();
        mvc.perform(get("/figures?from={from}&to={to}", FIRST, SECOND.plusDays(1))
                        .with(Tokens.staff(analyst)))
                .andExpect(jsonPath("$.measures[?(@.measureCode == '%s')].value".formatted(measure))
                        .value(expected));
    }

    private void nothingDisagrees() {
        neighbours.fold();
        Neighbours.inLancashire(() -> assertThat(reconciliation.run().differences())
                .filteredOn(one -> one.day() != null
                        && !one.day().isBefore(FIRST)
                        && !one.day().isAfter(FIRST.plusDays(30)))
                .isEmpty());
    }
}
