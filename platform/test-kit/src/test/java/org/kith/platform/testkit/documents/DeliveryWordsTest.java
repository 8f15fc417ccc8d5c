package org.kith.platform.testkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Words that lost or reordered facts elsewhere are in no statement, setting or class of ours; see {@code docs/faults.md}. */
class DeliveryWordsTest {

    /** A design that is not built here, how one would recognise it, and an example that is. */
    enum Design {
        B01_A_CURSOR_ON_AN_ID("\\bid\\s*>\\s*(\\?|:\\w)", "select * from outbox_queue where id > ? order by id"),
        B05_WAITING_FOR_EVERY_OLDER_TRANSACTION(
                "pg_snapshot_xmin|txid_snapshot_xmin", "where xid < pg_snapshot_xmin(s)"),
        B08_NUMBERS_IN_STOCK("(?i)\\bcache\\s+([2-9]|1\\d)", "generated always as identity (cache 50)"),
        B13_NOTIFY_IN_A_TRANSACTION("(?i)\\bpg_notify\\s*\\(|\"\\s*notify\\s+\\w+", "select pg_notify('outbox', '')"),
        B14_SENDING_THROUGH_THE_BINDER("\\bStreamBridge\\b", "private final StreamBridge bridge;"),
        B17_A_LOCK_OF_A_SESSION("pg_(try_)?advisory_lock\\b", "select pg_try_advisory_lock(?)"),
        B22_A_DEAD_LETTER_TOPIC("(?i)enable-?dlq:\\s*true|DeadLetterPublishingRecoverer", "enable-dlq: true"),
        B28_A_PLACE_ONLY_THE_BROKER_REMEMBERS(
                "enable\\.auto\\.commit:\\s*true|auto\\.offset\\.reset:\\s*latest", "auto.offset.reset: latest"),
        B39_A_HEADER_THAT_NAMES_A_CLASS(
                "(?i)trusted\\.packages|addTrustedPackages|JsonDeserializer\\b", "spring.json.trusted.packages: '*'");

        private final Pattern sign;
        private final String example;

        Design(String sign, String example) {
            this.sign = Pattern.compile(sign);
            this.example = example;
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_sign_of_a_design_is_found_in_its_example(Design design) {
        assertThat(design.sign.matcher(design.example).find()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_ours_is_built_that_way(Design design) {
        assertThat(ours())
                .filteredOn(file ->
                        design.sign.matcher(withoutComments(Project.read(file))).find())
                .isEmpty();
    }

    @Test
    void there_is_something_to_look_at() {
        assertThat(ours().count()).isGreaterThan(300);
    }

    /** What runs in a service; the bench may build what it compares with. */
    private static Stream<Path> ours() {
        return Stream.of(".java", ".sql", ".yml")
                .flatMap(ending -> Project.files(ending).stream())
                .filter(file -> file.toString().contains("/src/main/"))
                .filter(file -> !file.startsWith(Project.ROOT.resolve("platform/launcher")));
    }

    private static String withoutComments(String text) {
        var lines = text.replaceAll("(?s)/\\*.*?\\*/", "").lines().toList();
        return String.join(
                "\n",
                lines.stream()
                        .filter(line ->
                                Arrays.stream(new String[] {"//", "--", "#"}).noneMatch(line.strip()::startsWith))
                        .toList());
    }

    @Test
    void a_comment_is_no_design() {
        assertThat(List.of(withoutComments("/* StreamBridge */").strip(), withoutComments("// pg_notify")))
                .containsOnly("");
    }
}
