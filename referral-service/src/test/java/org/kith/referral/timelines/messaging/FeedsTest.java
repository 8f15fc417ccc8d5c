package org.kith.referral.timelines.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.contracts.allocation.TeamWentLiveV1;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FeedsTest {

    private static final UUID LEAD = UUID.randomUUID();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
    }

    @Test
    void a_receipt_follows_the_family_to_its_team_its_lead_and_its_specialists() {
        topics.tell(
                "allocation", new TeamWentLiveV1("T77", "Burnley Example", "E07000117", LocalDate.of(2026, 1, 5), 40));
        var receipt = door.raise(Worry.aboutAFamily()).is(201).json();
        var token = receipt.path("receiptToken").asString();
        var referral = door.idOf(receipt.path("reference").asString());
        var family = door.accept(referral);
        assertThat(stage(token)).isEqualTo("ACCEPTED");

        topics.tell(
                "allocation",
                new FamilyWaitingV1(family, referral, "TEAM_FULL", "ALLOCATION_DUTY", Instant.now(), Instant.now()));
        assertThat(stage(token)).isEqualTo("ACCEPTED");
        topics.tell("allocation", new FamilyAllocatedV1(family, referral, "T77", "AREA", Instant.now()));
        assertThat(stage(token)).isEqualTo("WITH_TEAM");
        topics.tell("allocation", new LeadPractitionerNamedV1(family, "T77", LEAD, Instant.now()));
        assertThat(stage(token)).isEqualTo("LEAD_NAMED");
        topics.tell(
                "specialist",
                new SpecialistAssignedV1(
                        UUID.randomUUID(), family, "MENTAL_HEALTH", UUID.randomUUID(), "T77", Instant.now()));
        assertThat(stage(token)).isEqualTo("SPECIALISTS_WORKING");

        var shown = receipt(token);
        assertThat(shown.path("ownerText").asString()).isEqualTo("The team Burnley Example");
        assertThat(shown.toString()).doesNotContain("MENTAL", LEAD.toString());
        topics.tell("allocation", new FamilyClosedV1(family, "T77", "NEEDS_MET", Instant.now()));
        assertThat(stage(token)).isEqualTo("CLOSED");
        var timeline = door.get(Tokens.staff(door.screener()), "/families/" + family + "/timeline")
                .is(200)
                .json();
        assertThat(timeline.path("items").get(0).path("code").asString()).isEqualTo("FAMILY_CLOSED");
        assertThat(timeline.path("items").findValuesAsString("code"))
                .contains(
                        "REFERRAL_RECEIVED",
                        "REFERRAL_ACCEPTED",
                        "FAMILY_ALLOCATED",
                        "LEAD_NAMED",
                        "SPECIALIST_ASSIGNED");
        assertThat(timeline.path("total").asInt())
                .isEqualTo(timeline.path("items").size());
    }

    @Test
    void a_worker_who_joined_the_team_that_holds_a_family_sees_it() {
        var worker = UUID.randomUUID();
        var referral = door.raised(Worry.aboutAFamily());
        var family = door.accept(referral);

        topics.tell("allocation", new WorkerJoinedTeamV1(worker, "T78", "SOCIAL_WORKER", LocalDate.of(2026, 1, 5)));
        topics.tell("allocation", new FamilyAllocatedV1(family, referral, "T78", "AREA", Instant.now()));

        door.get(Tokens.staff(worker), "/families/" + family).is(200);
    }

    @Test
    void the_team_of_a_known_family_is_told_to_a_referrer_from_the_decision_on() {
        var worry = Worry.aboutAFamily();
        var first = door.raised(worry);
        var family = door.accept(first);
        var receipt = door.raise(worry).is(201).json();
        topics.tell("allocation", new FamilyAllocatedV1(family, first, "T77", "AREA", Instant.now()));
        door.accept(door.idOf(receipt.path("reference").asString()));

        var history = receipt(receipt.path("receiptToken").asString()).path("history");

        assertThat(history.valueStream().map(step -> step.path("text").asString()))
                .containsSubsequence(
                        "What you told us was received",
                        "It was decided that the family needs help",
                        "A team is there for the family");
        assertThat(history.valueStream()
                        .map(step -> Instant.parse(step.path("at").asString())))
                .isSorted();
    }

    @Test
    void facts_about_a_family_nobody_here_knows_are_heard_and_kept() {
        var stranger = UUID.randomUUID();

        topics.tell("allocation", new FamilyAllocatedV1(stranger, UUID.randomUUID(), "T79", "AREA", Instant.now()));

        assertThat(topics.parked(stranger.toString())).isEmpty();
    }

    private String stage(String token) {
        return receipt(token).path("stage").asString();
    }

    private JsonNode receipt(String token) {
        return door.get(Tokens.publicIntake(), "/receipts/" + token).is(200).json();
    }
}
