package org.kith.gateway.status.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.testkit.browser.Barriers;
import org.kith.platform.testkit.browser.InABrowser;

@InABrowser
class StatusPageInABrowserTest {

    private static final int DESK = 1280;
    private static final int TELEPHONE = 390;

    private static final Path PICTURES = Path.of("target/pictures");

    private final Chromium chromium;

    StatusPageInABrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void the_page_beside_kith_is_open_to_everybody(@TempDir Path folder) throws Exception {
        try (var page = new AStatusPage(folder)) {
            page.specialistsSay(503);
            page.notice.say("Specialists' requests are away until about 5pm. Nothing that was sent is lost.");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(page.text()).contains("Specialists Away"));
            var tab = chromium.strangersTab(DESK, 900);

            tab.open(page.address());

            assertThat(Barriers.on(tab)).isEmpty();
            tab.picture(PICTURES.resolve("status-page-outside-desk.png"));
            tab.resize(TELEPHONE, 900);
            assertThat(Barriers.atThisWidth(tab)).isEmpty();
            assertThat(Barriers.tooWide(tab)).isEmpty();
            tab.picture(PICTURES.resolve("status-page-outside-telephone.png"));
            tab.close();
        }
    }
}
