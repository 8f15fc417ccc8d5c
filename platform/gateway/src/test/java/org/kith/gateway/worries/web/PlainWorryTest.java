package org.kith.gateway.worries.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainWorryTest {

    @Test
    void the_censuss_words_become_anybodys() {
        assertThat(PlainWorry.heading("Abuse or neglect - 'PHYSICAL ABUSE' (adult on child): concerns that services"))
                .isEqualTo("Physical abuse by an adult");
        assertThat(PlainWorry.heading("Abuse or neglect - 'NEGLECT': concerns that services"))
                .isEqualTo("Neglect");
        assertThat(PlainWorry.heading("UASC: concerns that"))
                .isEqualTo("A child who seeks asylum without their parents");
        assertThat(PlainWorry.heading("Female genital mutilation (FGM) - concerns that services"))
                .isEqualTo("Female genital mutilation (FGM)");
        assertThat(PlainWorry.choice("Alcohol misuse: concerns about alcohol misuse by the child"))
                .isEqualTo("Alcohol misuse by the child");
    }

    @Test
    void what_is_not_known_stays_as_it_is() {
        assertThat(PlainWorry.heading("A new kind: with words")).isEqualTo("A new kind");
        assertThat(PlainWorry.choice("A new kind")).isEqualTo("A new kind");
    }
}
