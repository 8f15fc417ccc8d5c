package org.kith.launcher.walks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.launcher.services.TestKith;
import org.kith.platform.infrastructure.Chromium;

/**
 * Every journey with a mouse and a finger, and without scripts, and every page that a link leads to, as each kind of worker. It takes
 * many minutes, so it runs when asked for with {@code KITH_WALKS=yes}.
 */
@EnabledIf("isAskedFor")
class EveryWayTest {

    private static Chromium chromium;

    static boolean isAskedFor() {
        return System.getenv("KITH_WALKS") != null && Chromium.found().isPresent();
    }

    @BeforeAll
    static void start() throws IOException {
        chromium = new Chromium(Chromium.found().orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"DESK, TELEPHONE", "WITHOUT_SCRIPTS, WITHOUT_SCRIPTS"})
    void every_journey_is_walked_to_its_end(Way atADesk, Way onATelephone) {
        var walked =
                Walks.all(chromium, TestKith.get().installation(), atADesk, onATelephone, WalksTest.FAMILIES).stream()
                        .collect(Collectors.toMap(Walked::key, one -> one));

        assertThat(Objects.requireNonNull(walked.get("teacher")).pages()).isLessThanOrEqualTo(12);
        assertThat(Objects.requireNonNull(walked.get("screening")).clicks()).isLessThanOrEqualTo(6);
        assertThat(walked).hasSize(9);
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
