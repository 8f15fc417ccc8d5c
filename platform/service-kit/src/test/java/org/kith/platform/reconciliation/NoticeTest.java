package org.kith.platform.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    @Test
    void a_count_is_for_everybody() {
        var count = new Notice.Heads("referral", "kith.referrals", 7, Instant.EPOCH, 0, true, List.of());

        assertThat(Notice.isForOthers(count.key(), "outcomes")).isFalse();
    }

    @Test
    void what_was_heard_is_for_its_publisher_alone() {
        var heard = new Notice.Heard(
                "outcomes.referrals",
                "referral",
                "kith.referrals",
                7,
                0,
                Instant.EPOCH,
                0,
                List.of(),
                null,
                null,
                List.of());

        assertThat(Notice.isForOthers(heard.key(), "referral")).isFalse();
        assertThat(Notice.isForOthers(heard.key(), "specialist")).isTrue();
    }

    @Test
    void what_is_missing_is_asked_of_its_publisher_alone() {
        var missing =
                new Notice.Missing("outcomes.referrals", "E10000017", "referral", "a/stream/with/strokes", 7, 3, 4);

        assertThat(Notice.isForOthers(missing.key(), "referral")).isFalse();
        assertThat(Notice.isForOthers(missing.key(), "allocation")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "heard", "heard/outcomes.referrals", "missing/a/b", "nonsense/referral", "///"})
    void what_nobody_of_ours_writes_is_for_everybody(String key) {
        assertThat(Notice.isForOthers(key, "outcomes")).isFalse();
    }
}
