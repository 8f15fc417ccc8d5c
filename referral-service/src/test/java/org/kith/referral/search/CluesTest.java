package org.kith.referral.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.refusal.Invalid;

class CluesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3/4/2016",
                "03.04.2016",
                "3-4-16",
                "3 4 2016",
                "2016-04-03",
                "03042016",
                "3 April 2016",
                "3rd of Apr 2016",
                "3 apr. 16",
                "April 3, 2016",
                "dob 3/4/2016"
            })
    void a_birthday_is_read_in_every_usual_spelling(String typed) {
        var clues = Clues.read("Robin " + typed, TODAY);

        assertThat(clues.birthdays()).containsExactly(LocalDate.of(2016, 4, 3));
        assertThat(clues.words()).containsExactly("robin");
    }

    @Test
    void a_year_of_two_digits_is_never_in_the_future() {
        assertThat(Clues.read("1/2/88", TODAY).birthdays()).containsExactly(LocalDate.of(1988, 2, 1));
        assertThat(Clues.read("1/2/26", TODAY).birthdays()).containsExactly(LocalDate.of(2026, 2, 1));
    }

    @Test
    void everything_may_be_typed_into_the_one_box_at_once() {
        var clues = Clues.read("Robin O'Otter  bb113bt 07700 900 123 3/4/2016", TODAY);

        assertThat(clues.words()).containsExactly("robin", "ootter");
        assertThat(clues.postcode()).isEqualTo("BB11 3BT");
        assertThat(clues.telephone()).isEqualTo("07700900123");
        assertThat(clues.birthdays()).hasSize(1);
        assertThat(clues.notes()).isEmpty();
        assertThat(clues.kinds()).isEqualTo("NAME,BIRTHDAY,POSTCODE,TELEPHONE");
        assertThat(clues).asString().doesNotContain("otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 7700 900123", "0044 7700900123", "(07700) 900 123", "+44 (0)7700-900123"})
    void a_telephone_number_is_one_number_however_it_is_written(String typed) {
        assertThat(Clues.read(typed, TODAY).telephone()).isEqualTo("07700900123");
    }

    @Test
    void a_reference_with_a_wrong_sign_is_said_to_be_wrong() {
        assertThatThrownBy(() -> Clues.read("7KD-M2R-XQ9", TODAY))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        no -> assertThat(no.problems().getFirst().message()).contains("No reference is 7KD-M2R-XQ9"));
    }

    @Test
    void a_day_that_is_none_and_a_number_that_is_no_nhs_number_are_said_beside_the_results() {
        assertThat(Clues.read("Robin 31/2/2016", TODAY).notes())
                .containsExactly("There is no such date of birth as 31/2/2016");
        assertThat(Clues.read("Robin 943 476 5918", TODAY).notes().getFirst()).contains("no NHS number");
        assertThat(Clues.read("943 476 5919", TODAY).nhsNumber()).isEqualTo("9434765919");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a", "A.", "x y", "!!", "é"})
    void one_letter_is_refused_with_a_sentence(String typed) {
        assertThatThrownBy(() -> Clues.read(typed, TODAY)).isInstanceOf(Invalid.class);
    }

    @Test
    void ten_thousand_characters_are_refused_with_a_sentence() {
        assertThatThrownBy(() -> Clues.read("o".repeat(10_000), TODAY))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        no -> assertThat(no.problems().getFirst().code()).isEqualTo("too-long"));
    }

    @Test
    void words_that_say_what_is_looked_for_are_nobodys_name_unless_they_are_all_there_is() {
        assertThat(Clues.read("the Otter family and siblings", TODAY).words()).isEqualTo(List.of("otter"));
        assertThat(Clues.read("born", TODAY).words()).isEqualTo(List.of("born"));
    }

    @Test
    void a_beginning_of_a_postcode_is_never_looked_for_by_its_sound() {
        assertThatThrownBy(() -> Clues.read("PR7", TODAY))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        no -> assertThat(no.problems().getFirst().message())
                                .isEqualTo(
                                        "PR7 is the beginning of a postcode, where thousands live: type the whole postcode"));

        var clues = Clues.read("Robin Otter pr7 2A 12 4th", TODAY);

        assertThat(clues.words()).containsExactly("robin", "otter");
        assertThat(clues.postcode()).isNull();
        assertThat(clues.count()).isEqualTo(2);
        assertThat(clues.notes())
                .contains("PR7 is the beginning of a postcode, where thousands live: type the whole postcode")
                .anySatisfy(note -> assertThat(note).startsWith("2A has digits and is no name"))
                .anySatisfy(note -> assertThat(note).startsWith("4TH has digits"));
        assertThat(Clues.read("PR7 2AA", TODAY).postcode()).isEqualTo("PR7 2AA");
    }
}
