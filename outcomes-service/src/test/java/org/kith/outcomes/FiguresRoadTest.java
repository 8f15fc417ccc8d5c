package org.kith.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kith.outcomes.Stories.MONDAY;
import static org.kith.outcomes.Stories.at;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.contracts.outcomes.JourneyClosedV1;
import org.kith.contracts.outcomes.MeasureMovedV1;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class FiguresRoadTest {

    /** A council of which no other test says anything: its topics hold what this test made. */
    private static final String ANOTHER_COUNCIL = "E10000034";

    @Autowired
    private Topics topics;

    @Test
    void a_referral_that_is_heard_moves_the_measures_on_their_topic() {
        var family = UUID.randomUUID();
        var day = LocalDate.of(2025, 7, 1);

        topics.tell(
                "referral",
                ANOTHER_COUNCIL,
                Stories.received(family, UUID.randomUUID(), at(day), UUID.randomUUID(), UUID.randomUUID()));

        // the council's topic comes into being with its first fact
        var moves = await().atMost(Duration.ofSeconds(20))
                .ignoreException(IllegalStateException.class)
                .until(
                        () -> topics.onBroker(MeasureMovedV1.class, ANOTHER_COUNCIL, "CHILDREN_REFERRED", 1),
                        found -> !found.isEmpty());
        assertThat(moves).singleElement().satisfies(moved -> {
            assertThat(moved.scopeCode()).isEqualTo("COUNTY");
            assertThat(moved.day()).isEqualTo(day);
            assertThat(moved.value()).isEqualTo(2);
            assertThat(moved.change()).isEqualTo(2);
            assertThat(moved.knowledgeSequence()).isEqualTo(1);
        });
    }

    @Test
    void a_familys_end_is_announced_whatever_topic_was_heard_first() {
        var family = UUID.randomUUID();
        var referral = UUID.randomUUID();
        var child = UUID.randomUUID();
        var received = at(MONDAY);

        topics.tell("allocation", Stories.allocated(family, referral, "T03", at(MONDAY.plusDays(1))));
        topics.tell("allocation", Stories.closed(family, "T03", at(MONDAY.plusDays(90))));
        topics.tell("referral", Stories.received(family, referral, received, child));
        topics.tell("referral", Stories.accepted(family, family, referral, received, at(MONDAY, 15), child));

        assertThat(topics.announced(JourneyClosedV1.class, family.toString()))
                .last()
                .satisfies(closed -> {
                    assertThat(closed.teamCode()).isEqualTo("T03");
                    assertThat(closed.openedAt()).isEqualTo(received);
                    assertThat(closed.closedAt()).isEqualTo(at(MONDAY.plusDays(90)));
                    assertThat(closed.reasonCode()).isEqualTo("NEEDS_MET");
                });
    }
}
