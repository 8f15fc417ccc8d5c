package org.kith.launcher.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.launcher.services.TestKith;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.testkit.browser.InABrowser;

/**
 * Every journey with a mouse and a finger, and without scripts, and every page that a link leads to, as each kind of worker. It takes
 * many minutes, so it runs when asked for with {@code KITH_WALKS=yes}.
 */
@InABrowser
@EnabledIfEnvironmentVariable(named = "KITH_WALKS", matches = "yes")
class EveryWayTest {

    private final Chromium chromium;

    EveryWayTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({"DESK, TELEPHONE", "WITHOUT_SCRIPTS, WITHOUT_SCRIPTS"})
    void every_journey_is_walked_to_its_end(Way atADesk, Way onATelephone) {
        var walked =
                Walks.all(chromium, TestKith.get().installation(), atADesk, onATelephone, WalksTest.FAMILIES).stream()
                        .collect(Collectors.toMap(Walked::key, one -> one));

        assertThat(Objects.requireNonNull(walked.get("teacher")).pages()).isLessThanOrEqualTo(12);
        assertThat(Objects.requireNonNull(walked.get("screening")).clicks()).isLessThanOrEqualTo(6);
        assertThat(walked).hasSize(10);
    }

    @Test
    void every_page_that_a_link_leads_to_is_well() {
        var painted = Tour.all(chromium, TestKith.get().installation(), Path.of("target/pictures"));

        assertThat(painted).hasSizeGreaterThan(40).allSatisfy(page -> {
            assertThat(page.status()).as("%s for %s", page.page(), page.by()).isEqualTo(200);
            assertThat(page.complaints())
                    .as("%s for %s", page.page(), page.by())
                    .isEmpty();
            assertThat(page.bytes()).as("%s for %s", page.page(), page.by()).isLessThan(60_000);
        });
    }
}
