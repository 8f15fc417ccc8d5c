package org.kith.referral.households;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {

    @ParameterizedTest
    @CsvSource({
        "Olivia, 0livia",
        "Olivia, OLIVIA",
        "Liam, L1am",
        "Ella, E1la",
        "Ella, ElIa",
        "McIntyre, Mclntyre",
        "Anne-Marie, annemarie",
        "Zoë, Zoe"
    })
    void a_reader_takes_one_for_the_other(String one, String other) {
        assertThat(Letters.alike(one, other)).isTrue();
        assertThat(Letters.alike(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Ella, Eila", "Ella, Elia", "Mia, Mla", "Leo, Leon", "Ivy, Lvy"})
    void twins_with_names_that_differ_in_a_letter_are_two(String one, String other) {
        assertThat(Letters.alike(one, other)).isFalse();
    }
}
