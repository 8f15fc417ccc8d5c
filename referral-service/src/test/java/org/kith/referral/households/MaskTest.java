package org.kith.referral.households;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.referral.areas.Postcode;

class MaskTest {

    private static final AddressTold HIDDEN =
            new AddressTold(List.of("77 Canary Hideaway", "Flat 2"), new Postcode("BB11 3BT"), null);

    private static final AddressTold NUTHATCH =
            new AddressTold(List.of("12 Nuthatch Road", "Flat 3", "Chorley"), new Postcode("PR7 2AA"), null);

    private static final AddressTold ZEBRAFINCH =
            new AddressTold(List.of("77 Zebrafinch Close"), new Postcode("PR25 1AB"), null);

    private static final AddressTold CHURCH =
            new AddressTold(List.of("12 Church Street", "Preston"), new Postcode("L1 0NE"), null);

    /** Far longer than any machine takes, and far shorter than trying every way to part ten thousand letters. */
    private static final Duration NEVER_THAT_LONG = Duration.ofSeconds(30);

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
        assertStays(HIDDEN, "She lives in flat 2 somewhere");
        assertThat(Mask.of(null).over("77 Canary Hideaway")).isEqualTo("77 Canary Hideaway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 Nuthatch Road",
                "12 Nuthatch Rd",
                "nuthatch rd",
                "NUTHATCH RD",
                "12nuthatchrd",
                "12, Nuthatch-Rd",
                "Nuthatch.Rd",
                "Nuthatch\nRd",
                "12 Nuthatch",
                "12a Nuthatch",
                "12 A Nuthatch Rd",
                "12a, Nuthatch",
                "no. 12 Nuthatch",
                "No 12, Nuthatch Road",
                "number 12 Nuthatch",
                "Flat 3, 12 Nuthatch Rd",
                "flat 3 no. 12 Nuthatch",
                "flat 3 Nuthatch Road",
                "Nuthatch Street",
                "12 Nuthatch St",
                "Nuthatch Ave",
                "Nuthatch Cl",
                "Nuthatch Dr",
                "Nuthatch Ln",
                "Nuthatch Cres",
                "Nuthatch Ct",
                "Nuthatch Pl",
                "Nuthatch Terr",
                "Nuthatch Gdns",
                "Nuthatch Grv",
                "Nuthatch Sq",
                "Nuthatch Wy",
                "Nuthatch Wlk",
                "Nuthatch Rise",
                "Nuthatch Vw",
                "Nuthatch Hill",
                "Nuthatch Pk",
                "Nuthatch Mews",
                "Nuthatch Fold",
                "Nuthatch Bk",
                "Nuthatch Brow",
                "Nuthatch Pde",
                "Nuthatch Row",
                "Nuthatch Grn",
                "Nuthatch Crossing",
                "nut hatch rd",
                "N u t h a t c h Rd",
                "Nuth\u200batch R\u200bd",
                "Nuthatch\u00a0Rd",
                "\uff2e\uff55\uff54\uff48\uff41\uff54\uff43\uff48 \uff32\uff44",
                "Nu\u0301thatch R\u0323d\u0323",
                "N\u00fcthatch Rd",
                "Nuth\u0430t\u0441h Rd",
                "Nu\u03c4h\u03b1tch Rd",
                "\u039duthatch Rd",
                "\u2460\u2461 Nuthatch Rd",
                "PR7 2AA",
                "pr72aa",
                "PR7-2AA",
                "PR7.2AA",
                "PR7 . 2AA",
                "PR7\u20132AA",
                "P R 7 2 A A",
                "P-R-7-2-A-A",
                "PR7+2AA",
                "\u0420R7 2\u0391A"
            })
    void a_street_and_a_postcode_are_found_in_every_usual_spelling(String spelling) {
        assertFound(NUTHATCH, spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "77 Zebrafinch Cl",
                "no. 77 Zebrafinch",
                "77Zebrafinch",
                "77 Zebrafinch Clse",
                "Zebrafinch Cl\u03bfse",
                "Zebra finch Close",
                "zebra-finch clo",
                "Zebra finch Cls",
                "Zebra\u200bfinch Close",
                "Zebrafinch\u00a0Close",
                "P R 2 5 1 A B",
                "PR25 IAB",
                "pr25 lab",
                "PR25lAB"
            })
    void a_name_of_two_words_in_one_is_found_either_way(String spelling) {
        assertFound(ZEBRAFINCH, spelling);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 Long Meadow Lane | Longmeadow La",
                "4 Long Meadow Lane | 4 longmeadow",
                "4 Longmeadow Lane | Long Meadow Ln",
                "4 St John's Road | Saint Johns Rd",
                "4 Saint Johns Road | St. John's Rd",
                "4 St John\u02bcs Road | St Johns Rd",
                "4 St Johns Road | St John\u2019s Rd",
                "4 Rose & Crown Yard | Rose and Crown Yd",
                "4 Rose and Crown Yard | 4 Rose & Crown",
                "4 Nuthatch Rd | Nuthatch Road",
                "4 Nuthatch Rd. | 4 Nuthatch Avenue",
                "4A Nuthatch Close | 4 Nuthatch",
                "Flat B, 4 Nuthatch Close | Flat B, 4 Nuthatch Cl",
                "Flat B, 4 Nuthatch Close | 4 Nuthatch",
                "Nuthatch Road East | Nuthatch Rd East",
                "4 Park View Road | Pk Vw Rd",
                "4 1st Avenue | 1st Ave",
                "4 Nuthatch Road, Chorley | Nuthatch Rd",
                "Rosehip Cottage, 4 Nuthatch Road | rose-hip cottage",
                "4 The Paddocks Close | Paddocks Cl",
                "4 Elm Road | 4 Elm",
                "4 Elm Road | elm rd",
                "4 Kestrel | Kestrel Cl",
                "4 Wr\u00f3bla Road | Wrobla Rd",
                "4 Ole\u015bnicka Road | Olesnicka Rd"
            })
    void a_street_is_found_however_it_was_told(String line, String spelling) {
        assertFound(new AddressTold(List.of(line), null, null), spelling);
    }

    @Test
    void a_number_on_a_line_of_its_own_belongs_to_the_street_below() {
        assertFound(new AddressTold(List.of("12", "Nuthatch Road"), null, null), "12 Nuthatch");
    }

    @ParameterizedTest
    @CsvSource({"CO10 0BX, C010 OBX", "CO10 0BX, CO1O OBX", "CO10 0BX, COl0-0BX", "L1 1AB, L1 lAB", "IP1 2LN, 1Pl 21N"})
    void a_nought_and_a_one_in_a_postcode_may_be_letters_and_the_other_way_round(String postcode, String spelling) {
        assertFound(new AddressTold(List.of(), new Postcode(postcode), null), spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He is 12 and lives in Chorley",
                "Flat 3 is next door to flat 4",
                "A nuthatch in the garden",
                "14 nuthatches",
                "12 nuthatches on the lawn",
                "a nuthatch rarely came",
                "The nuthatch closed its eyes",
                "She saw a nuthatch. St Mary's is her school",
                "112 Nuthatch",
                "PR7 3AA",
                "PR7",
                "The Road to Chorley",
                "12 Rd"
            })
    void what_is_no_address_stays(String words) {
        assertStays(NUTHATCH, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "They go to church on Sundays",
                "The church, St Mary's, gave them food",
                "Out of church. St Mary's is next to it",
                "12 churches",
                "He is 12. Church matters to them",
                "The church view is that she copes",
                "the church hall, the church park and church way",
                "church steeple and church streamers",
                "church rdx",
                "I'll one day go back",
                "ill one",
                "hello negative",
                "Preston is a town"
            })
    void a_street_named_by_an_everyday_word_leaves_that_word_alone(String words) {
        assertStays(CHURCH, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Church Street",
                "Church St",
                "church-str",
                "12 Church",
                "no. 12 Church St",
                "Church Road",
                "Church Ln",
                "Flat 2, 12 Church St",
                "L1-ONE",
                "LI 0NE"
            })
    void a_street_named_by_an_everyday_word_is_found_where_it_is_one(String spelling) {
        assertFound(CHURCH, spelling);
    }

    @Test
    void a_street_named_by_its_type_alone_is_found_whole_and_no_further() {
        var green = new AddressTold(List.of("3 The Green", "Preston"), null, null);
        var row = new AddressTold(List.of("3 The Row"), null, null);

        assertFound(green, "3 The Green");
        assertFound(green, "The Green");
        assertFound(green, "no. 3, the Grn");
        assertStays(green, "a green coat and 3 green bottles");
        assertStays(green, "the close, the road and 3 the road; the grn");
        assertFound(row, "3 the Row");
        assertStays(row, "They had a row; the row was about 3 things in the rowing club");
    }

    @Test
    void a_line_without_letters_hides_nothing() {
        assertStays(new AddressTold(List.of("----------", "", "the and"), null, null), "Nothing - of it");
    }

    @Test
    void several_in_one_text_are_each_taken_out() {
        var masked = Mask.of(NUTHATCH)
                .over("She is at 12 Nuthatch Rd, Chorley PR7. On nuthatch rd he waits, 12 Nuthatch. Post: PR7-2AA!");

        assertThat(masked)
                .isEqualTo("She is at [protected address], Chorley PR7. On [protected address] he waits,"
                        + " [protected address]. Post: [protected address]!");
    }

    @Test
    void what_is_masked_once_stays_as_it_is() {
        var once = Mask.of(NUTHATCH).over("At 12 Nuthatch Rd, PR7 2AA");

        assertThat(Mask.of(NUTHATCH).over(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 Nuthatc ",
                "flat 3 ",
                "no. 12 a ",
                "Nuthatch R ",
                "Nuthatch terrac ",
                "N u t h a t c ",
                "P R 7 2 A ",
                "1",
                "n",
                " . - ",
                "\u200b",
                "e\u0301\u0301\u0301"
            })
    void near_misses_by_the_thousand_take_no_time(String nearMiss) {
        var text = nearMiss.repeat(10_000 / nearMiss.length());

        var masked = assertTimeoutPreemptively(
                NEVER_THAT_LONG, () -> Mask.of(NUTHATCH).over(text));

        assertThat(masked).isEqualTo(text);
    }

    private static void assertFound(AddressTold address, String spelling) {
        assertThat(Mask.of(address).over("She is at " + spelling + ", he waits"))
                .isEqualTo("She is at [protected address], he waits");
        assertThat(Mask.of(address).over(spelling)).isEqualTo("[protected address]");
    }

    private static void assertStays(AddressTold address, String words) {
        assertThat(Mask.of(address).over(words)).isEqualTo(words);
    }
}
