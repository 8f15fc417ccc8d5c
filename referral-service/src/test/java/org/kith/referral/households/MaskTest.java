package org.kith.referral.households;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.referral.areas.Postcode;

class MaskTest {

    private static final AddressTold HIDDEN =
            new AddressTold(List.of("77 Canary Hideaway", "Flat 2"), new Postcode("BB11 3BT"), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at 77 Canary Hideaway now",
                "at 77, CANARY hideaway now",
                "at 77canaryhideaway now",
                "at Canary Hideaway now",
                "at canary-hideaway now",
                "at bb11 3bt now",
                "at BB113BT now",
                "at BB11  3-BT now"
            })
    void every_spelling_is_taken_out(String words) {
        var masked = Mask.of(HIDDEN).over(words);

        assertThat(masked).isEqualTo("at [protected address] now");
    }

    @Test
    void other_words_stay() {
        assertThat(Mask.of(HIDDEN).over("She lives in flat 2 somewhere")).isEqualTo("She lives in flat 2 somewhere");
        assertThat(Mask.of(null).over("77 Canary Hideaway")).isEqualTo("77 Canary Hideaway");
    }
}
