package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.faults.FailpointReached;

/** Whatever breaks at whichever point of the road: every fact has one effect, in order, and nothing stays behind. */
@ExtendWith(TwoServices.class)
class FailpointTest {

    private static final int FACTS = 6;

    static Stream<Arguments> every_point() {
        return Stream.of(Failpoint.values())
                .flatMap(point -> Stream.of(1, 3).map(nth -> Arguments.of(point.pointName(), nth)));
    }

    @AfterEach
    void takeOrdersBack() {
        Failpoint.order("");
    }

    @ParameterizedTest
    @MethodSource("every_point")
    void a_fault_at_any_point_neither_loses_nor_repeats_nor_reorders(String point, int nth) {
        var family = UUID.randomUUID();
        Failpoint.order(point + ":throw:" + nth);

        for (int i = 1; i <= FACTS; i++) {
            sayUntilKept(TwoServices.received(family, "fact " + i));
            if (nth > 1 && onceForMany(point)) {
                TwoServices.awaitHeardUpTo(family, i);
            }
        }

        TwoServices.awaitHeardUpTo(family, FACTS);
        assertThat(TwoServices.heard(family)).isEqualTo(TwoServices.upTo(FACTS));
        assertThat(TwoServices.heardDetails(family))
                .isEqualTo(LongStream.rangeClosed(1, FACTS)
                        .mapToObj(i -> "fact " + i)
                        .toList());
        assertThat(TwoServices.stateOf(family)).isEqualTo("OK");
        assertThat(TwoServices.parked(family)).isEmpty();
        TwoServices.awaitEmptyOutbox();
        await().atMost(Duration.ofSeconds(5)).until(Failpoint::allHappened);
    }

    /** Relay and inbox pass these once for all facts at hand, so that facts have to come one by one. */
    private static boolean onceForMany(String point) {
        return !point.startsWith("command.")
                && !point.endsWith("-apply")
                && !point.equals(Failpoint.RELAY_AFTER_ACK.pointName());
    }

    /** A client that was told nothing asks, and says it again only if it was not kept, as an idempotency key does. */
    private static void sayUntilKept(ReferralReceivedV1 fact) {
        while (true) {
            try {
                TwoServices.announce(fact);
                return;
            } catch (FailpointReached toldNothing) {
                var kept = TwoServices.atPublisher()
                        .queryForObject(
                                "select count(*) from event_journal where key = ? and payload like '%' || ? || '%'",
                                Long.class, fact.key(), fact.referralId().toString());
                if (kept != null && kept == 1) {
                    return;
                }
            }
        }
    }
}
