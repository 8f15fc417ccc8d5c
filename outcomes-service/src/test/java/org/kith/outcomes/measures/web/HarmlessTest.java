package org.kith.outcomes.measures.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\tx", "\rx"})
    void a_formula_becomes_a_text(String formula) {
        assertThat(FiguresFileController.harmless(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Burnley North", "1 = 1"})
    void a_text_stays_as_it_is(String text) {
        assertThat(FiguresFileController.harmless(text)).isEqualTo(text);
    }
}
