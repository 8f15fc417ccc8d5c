package org.kith.platform.batches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatheringTest {

    private static final Gathering GATHERING = new Gathering(50, 3, Duration.ofMillis(100));

    @ParameterizedTest
    @CsvSource({"1, 4, 12", "49, 4, 12", "1, 40, 100", "0, 4, 12", "50, 40, 0", "200, 4, 0"})
    void who_finds_few_rests_as_long_as_the_look_was_dear_and_never_too_long(int found, int took, int rests) {
        assertThat(GATHERING.after(found, Duration.ofMillis(took))).isEqualTo(Duration.ofMillis(rests));
    }
}
