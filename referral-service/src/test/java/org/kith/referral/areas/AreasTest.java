package org.kith.referral.areas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.council.CouncilCode;

class AreasTest {

    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");

    private final Areas areas = new Areas();

    @ParameterizedTest
    @CsvSource({"BB11 3BT,E07000117,E07000117:BB11 3", "bb12by,E07000120,E07000120:BB1 2"})
    void a_postcode_of_the_county_has_an_area(String typed, String district, String code) {
        var postcode = Postcode.read(typed).orElseThrow();

        assertThat(areas.of(LANCASHIRE, postcode)).contains(new Area(code, district));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SW1A 1AA", "FY1 1AA", "LS1 4AP", "CF10 1EP"})
    void what_begins_like_no_postcode_of_the_county_is_outside(String typed) {
        var postcode = Postcode.read(typed).orElseThrow();

        assertThat(areas.of(LANCASHIRE, postcode)).contains(Area.OUTSIDE);
    }

    @Test
    void what_may_be_new_or_mistyped_and_a_council_without_a_list_have_none() {
        assertThat(areas.of(LANCASHIRE, Postcode.read("BB11 8ZZ").orElseThrow()))
                .isEmpty();
        assertThat(areas.of(
                        new CouncilCode("E06000009"), Postcode.read("BB11 3BT").orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BB", "BB11", "QB1 1AA", "BB11 3B", "BB11 3CT", "B111 3BT", "BB11-3BT", "ZZ99 9ZZ9"})
    void impossible_postcodes_are_none(String typed) {
        assertThat(Postcode.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gir0aa,GIR 0AA",
        "m11ae,M1 1AE",
        "cr26xh,CR2 6XH",
        "dn551pt,DN55 1PT",
        "w1a1hq,W1A 1HQ",
        "ec1a1bb,EC1A 1BB"
    })
    void every_form_of_postcode_is_read(String typed, String value) {
        assertThat(Postcode.read(typed)).contains(new Postcode(value));
    }
}
