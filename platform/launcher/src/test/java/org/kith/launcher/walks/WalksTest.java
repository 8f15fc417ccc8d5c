package org.kith.launcher.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kith.launcher.services.TestKith;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.testkit.browser.InABrowser;
import org.kith.platform.testkit.time.Budget;

/** Every journey on a whole Kith with the keyboard alone, where there is a Chromium; {@link EveryWayTest} walks the other ways. */
@InABrowser
@Budget(seconds = 240)
class WalksTest {

    static final int FAMILIES = 3;

    private final Chromium chromium;

    WalksTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void every_journey_is_walked_to_its_end() {
        var walked =
                Walks.all(chromium, TestKith.get().installation(), Way.KEYBOARD, Way.NARROW_KEYBOARD, FAMILIES).stream()
                        .collect(Collectors.toMap(Walked::key, one -> one));

        assertThat(Objects.requireNonNull(walked.get("teacher")).pages()).isLessThanOrEqualTo(12);
        assertThat(walked.values())
                .hasSize(10)
                .allSatisfy(one -> assertThat(one.clicks()).isZero());
    }
}
