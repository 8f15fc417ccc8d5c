package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.referral.FamilyAddressProtectedV1;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ReferralFeedTest {

    @Autowired
    private Topics topics;

    @Autowired
    private Roles roles;

    @Autowired
    private FamilyBoard board;

    @Autowired
    private Waiting waiting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void an_accepted_family_goes_to_the_team_of_its_area() {
        var accepted = Accepted.newFamily();

        topics.tell("referral", accepted.fact());

        assertThat(topics.onBroker(FamilyAllocatedV1.class, accepted.family().toString()))
                .containsExactly(
                        new FamilyAllocatedV1(accepted.family(), accepted.referral(), "T03", "AREA", accepted.at()));
        roles.inLancashire(() -> {
            assertThat(standing(accepted.family()).team()).hasToString("T03");
            assertThat(board.decisions(new FamilyId(accepted.family())))
                    .singleElement()
                    .satisfies(decision -> {
                        assertThat(decision.reasonCode()).isEqualTo("AREA");
                        assertThat(decision.reasons()).hasSize(3);
                        assertThat(decision.runnerUp()).isNotNull();
                        assertThat(decision.by()).isEqualTo("allocation");
                    });
            assertThat(waiting.about(accepted.family().toString()))
                    .extracting(Waiting.Item::kind)
                    .containsExactly("LEAD_TO_NAME");
        });
    }

    @Test
    void where_a_family_lives_is_forgotten_when_its_address_is_protected_later() {
        var accepted = Accepted.newFamily();
        topics.tell("referral", accepted.fact());

        topics.tell("referral", new FamilyAddressProtectedV1(accepted.family(), accepted.at()));
        topics.tell("referral", new FamilyAddressProtectedV1(UUID.randomUUID(), accepted.at()));

        roles.inLancashire(() -> {
            assertThat(standing(accepted.family()).team()).hasToString("T03");
            assertThat(jdbc.sql("select area_code from family_place where family_id = ?")
                            .param(accepted.family())
                            .query(String.class)
                            .optional())
                    .isEmpty();
            assertThat(jdbc.sql("select address_protected from family_place where family_id = ?")
                            .param(accepted.family())
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        });
    }

    @Test
    void the_same_accepted_referral_twice_changes_nothing() {
        var accepted = Accepted.newFamily();

        topics.tell("referral", accepted.fact());
        topics.tell("referral", accepted.fact());

        assertThat(topics.announcedSoFar(
                        FamilyAllocatedV1.class, accepted.family().toString()))
                .hasSize(1);
        roles.inLancashire(() ->
                assertThat(board.decisions(new FamilyId(accepted.family()))).hasSize(1));
    }

    @Test
    void another_referral_of_a_held_family_stays_with_its_team_and_is_a_decision_too() {
        var first = Accepted.newFamily();
        var second = first.again().livingIn("E07000123:PR1 1", "E07000123");

        topics.tell("referral", first.fact());
        topics.tell("referral", second.fact());

        assertThat(topics.announced(FamilyAllocatedV1.class, first.family().toString(), 2))
                .last()
                .isEqualTo(
                        new FamilyAllocatedV1(first.family(), second.referral(), "T03", "ALREADY_HELD", second.at()));
        roles.inLancashire(() -> assertThat(board.decisions(new FamilyId(first.family())))
                .extracting(Decision::outcome)
                .containsExactly(Decision.Outcome.STAYED, Decision.Outcome.ALLOCATED));
    }

    @Test
    void a_protected_family_waits_for_a_person_with_owner_and_limit() {
        var accepted = Accepted.newFamily().withProtectedAddress();

        topics.tell("referral", accepted.fact());

        assertThat(topics.onBroker(FamilyWaitingV1.class, accepted.family().toString()))
                .containsExactly(new FamilyWaitingV1(
                        accepted.family(),
                        accepted.referral(),
                        "ADDRESS_PROTECTED",
                        "ALLOCATION_DUTY",
                        accepted.at(),
                        Instant.parse("2026-03-03T23:59:59Z")));
        roles.inLancashire(() -> assertThat(waiting.about(accepted.family().toString()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.kind()).isEqualTo("ALLOCATION");
                    assertThat(item.ownerCode()).isEqualTo("ALLOCATION_DUTY");
                    assertThat(item.reasonCode()).isEqualTo("ADDRESS_PROTECTED");
                }));
    }

    @Test
    void a_family_in_danger_waits_an_hour_at_most() {
        var accepted = Accepted.newFamily().livingIn(null, null).inDanger();

        topics.tell("referral", accepted.fact());

        assertThat(topics.announced(FamilyWaitingV1.class, accepted.family().toString()))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.reasonCode()).isEqualTo("UNKNOWN_AREA");
                    assertThat(fact.limitAt()).isEqualTo(accepted.at().plus(Duration.ofHours(1)));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"E06000009", "E99999999"})
    void a_family_from_outside_the_county_waits_for_a_person(String district) {
        var accepted = Accepted.newFamily().livingIn(null, district);

        topics.tell("referral", accepted.fact());

        assertThat(topics.announced(FamilyWaitingV1.class, accepted.family().toString()))
                .extracting(FamilyWaitingV1::reasonCode)
                .containsExactly("OUT_OF_COUNTY");
    }

    @Test
    void a_family_accepted_before_its_team_was_live_is_placed_once_it_is() {
        var before = Accepted.newFamily();
        var accepted = new Accepted(
                before.family(),
                before.referral(),
                Accepted.BURNLEY_AREA,
                Accepted.BURNLEY,
                false,
                false,
                Instant.parse("2021-02-26T10:00:00Z"));

        topics.tell("referral", accepted.fact());

        assertThat(topics.announced(FamilyWaitingV1.class, accepted.family().toString()))
                .extracting(FamilyWaitingV1::reasonCode)
                .containsExactly("TEAM_NOT_LIVE");
        assertThat(topics.announced(FamilyAllocatedV1.class, accepted.family().toString()))
                .extracting(FamilyAllocatedV1::teamCode)
                .containsExactly("T03");
        roles.inLancashire(() -> assertThat(waiting.about(accepted.family().toString()))
                .extracting(Waiting.Item::kind)
                .containsExactly("LEAD_TO_NAME"));
    }

    @Test
    void a_waiting_family_of_which_more_becomes_known_gets_its_team() {
        var unknown = Accepted.newFamily().livingIn(null, null);
        var known = unknown.again().livingIn(Accepted.BURNLEY_AREA, Accepted.BURNLEY);

        topics.tell("referral", unknown.fact());
        topics.tell("referral", known.fact());

        assertThat(topics.announced(FamilyAllocatedV1.class, unknown.family().toString()))
                .containsExactly(new FamilyAllocatedV1(unknown.family(), known.referral(), "T03", "AREA", known.at()));
        roles.inLancashire(() -> assertThat(waiting.about(unknown.family().toString()))
                .extracting(Waiting.Item::kind)
                .containsExactly("LEAD_TO_NAME"));
    }

    private FamilyStanding standing(UUID family) {
        return board.find(new FamilyId(family)).orElseThrow();
    }
}
