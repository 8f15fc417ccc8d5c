package org.kith.gateway.status.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as its own process shows it, over a stand-in for all parts of Kith. */
class StatusPageTest {

    @TempDir
    private Path folder;

    private AStatusPage page;

    @BeforeEach
    void open() throws Exception {
        page = new AStatusPage(folder);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void all_is_well_while_all_parts_say_so() throws Exception {
        assertThat(page.text())
                .contains(
                        "All parts of Kith answer.",
                        "Example & Otter Council",
                        "Pages Answers",
                        "Sign-in Answers",
                        "Referrals and families Answers",
                        "Specialists Answers",
                        "ring 999. To speak to somebody here: 01632 960999")
                .doesNotContain("Away", "does not wait for Kith");
    }

    /** One lost answer is none: it takes two, and the first of them is the moment. */
    @Test
    void a_part_that_is_not_well_is_away_since_it_was_first_missed_and_back_at_once() throws Exception {
        page.specialistsSay(503);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(page.text())
                        .contains("Some parts of Kith do not answer", "Pages Answers")
                        .containsPattern("Specialists Away since [0-9]{1,2}:[0-9]{2}[ap]m")
                        .doesNotContain("or earlier", "does not wait for Kith"));

        page.specialistsSay(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(page.text()).contains("All parts of Kith"));
    }

    @Test
    void with_nothing_behind_it_the_page_stands_and_says_when_it_began_to_look() throws Exception {
        page.beginAgainOverNothing();

        assertThat(page.text())
                .contains("Kith does not answer.", "does not wait for Kith: ring 01632 960999. Systems that")
                .containsPattern("Pages Away since [0-9]{1,2}:[0-9]{2}[ap]m or earlier");
        assertThat(page.ask("GET", "/kith.css").body()).contains(".kith-header");
    }

    @Test
    void what_those_who_run_kith_say_is_shown_as_it_was_written() throws Exception {
        page.notice.say("Away from\n<b>6 to 7am</b> [[rows]] \u202Eon Sunday");

        assertThat(page.text())
                .contains("From those who run Kith", "Away from <b>6 to 7am</b> [[rows]] on Sunday", "Written at ");

        assertThat(page.notice.end()).isTrue();
        assertThat(page.text()).doesNotContain("From those who run Kith");
        assertThat(page.notice.end()).isFalse();
    }

    @Test
    void a_notice_that_nobody_could_read_is_refused_and_one_from_elsewhere_is_cut() throws Exception {
        page.notice.say("Before");
        assertThatThrownBy(() -> page.notice.say(" \n ")).hasMessageContaining("needs words");
        assertThatThrownBy(() -> page.notice.say("x".repeat(Notice.LONGEST + 1)))
                .hasMessageContaining("601");
        assertThat(page.text()).contains("Before");

        Files.writeString(page.notice.file(), "y".repeat(1_000_000));
        assertThat(page.notice.now().orElseThrow().text()).hasSize(Notice.LONGEST);
    }

    @Test
    void it_is_read_and_nothing_else() throws Exception {
        assertThat(page.ask("POST", "/")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        });
        assertThat(page.ask("HEAD", "/").body()).isEmpty();
        assertThat(page.ask("GET", "/assets/../secret")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        });
        assertThat(page.ask("GET", "/work"))
                .as("what a proxy sends here while Kith is away")
                .satisfies(answer -> assertThat(answer.body()).contains("Is Kith working?"))
                .satisfies(answer -> assertThat(answer.headers().map())
                        .hasEntrySatisfying(
                                "content-security-policy",
                                policy -> assertThat(policy.getFirst()).startsWith("default-src 'none'"))
                        .containsEntry("cache-control", List.of("no-store")));
    }
}
