package org.kith.referral.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameWordsTest {

    @ParameterizedTest
    @CsvSource({
        "Zoë O’Brien-ŠMITH, zoe obrien smith",
        "Zoe\u0308 O'Brien, zoe obrien",
        "Ｒｏｂｉｎ  \u200fExample, robin example",
        "Łukasz Straße Sørensen, lukasz strasse sorensen",
        "مُحَمَّد بنت, محمد بنت",
        "J. R. Example, j r example",
        "'', ''"
    })
    void a_name_is_the_same_words_however_it_is_written(String name, String words) {
        assertThat(String.join(" ", NameWords.of(name))).isEqualTo(words);
    }

    @Test
    void a_very_long_name_is_cut_and_not_refused() {
        assertThat(NameWords.of("o".repeat(10_000)))
                .singleElement()
                .satisfies(word -> assertThat(word).hasSize(60));
        assertThat(NameWords.of("ab ".repeat(10_000))).containsExactly("ab");
        assertThat(NameWords.of("𝒳".repeat(10_000))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"smith, smyth", "catherine, katherine", "stephen, steven", "otter, oter"})
    void words_that_are_said_alike_sound_alike(String one, String other) {
        assertThat(Sounds.of(one)).containsAnyElementsOf(Sounds.of(other));
    }

    @Test
    void other_letters_than_latin_have_no_sound() {
        assertThat(Sounds.of("عائشة")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"robert, bob", "bill, william", "elizabeth, liz", "mohammed, muhammad", "tony, anthony"})
    void a_nickname_leads_to_the_name_and_back(String one, String other) {
        assertThat(Nicknames.of(one)).contains(other);
        assertThat(Nicknames.of(other)).contains(one);
    }

    @Test
    void an_unknown_name_has_no_nickname() {
        assertThat(Nicknames.of("exampleotter")).isEmpty();
    }
}
