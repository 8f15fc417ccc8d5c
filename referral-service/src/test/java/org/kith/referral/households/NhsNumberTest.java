package org.kith.referral.households;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000018",
                "9990000026",
                "9990000034",
                "9990000042",
                "9990000050",
                "9990000069",
                "9990000077",
                "9990000085",
                "9990000093",
                "999 000 0107"
            })
    void numbers_whose_check_digit_fits_are_read(String typed) {
        assertThat(NhsNumber.read(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9990000019", "999000001", "99900000180", "999000001X", "", "٩٩٩٠٠٠٠٠١٨"})
    void others_are_not(String typed) {
        assertThat(NhsNumber.read(typed)).isEmpty();
    }
}
