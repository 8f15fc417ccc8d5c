package org.kith.referral.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final long SEED = 20261122;

    @Test
    void every_number_gives_another_reference() {
        var seen = new HashSet<String>();

        for (long number = 1; number <= 100_000; number++) {
            seen.add(Reference.ofNumber(number).value());
        }

        assertThat(seen).hasSize(100_000);
    }

    @Test
    void every_single_wrong_sign_and_every_two_swapped_signs_are_noticed() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            var signs = Reference.ofNumber(random.nextInt(Integer.MAX_VALUE))
                    .value()
                    .replace("-", "");
            for (int i = 0; i < signs.length(); i++) {
                for (char other : Reference.SIGNS.toCharArray()) {
                    if (other != signs.charAt(i)) {
                        assertThat(Reference.read(signs.substring(0, i) + other + signs.substring(i + 1)))
                                .isEmpty();
                    }
                }
                for (int j = i + 1; j < signs.length(); j++) {
                    if (signs.charAt(i) != signs.charAt(j)) {
                        assertThat(Reference.read(swapped(signs, i, j))).isEmpty();
                    }
                }
            }
        }
    }

    private static String swapped(String signs, int i, int j) {
        var swapped = new StringBuilder(signs);
        swapped.setCharAt(i, signs.charAt(j));
        swapped.setCharAt(j, signs.charAt(i));
        return swapped.toString();
    }

    @Test
    void a_reference_is_read_in_any_case_and_grouping() {
        var reference = Reference.ofNumber(7);

        var typed = " " + reference.value().toLowerCase(Locale.ROOT).replace("-", " ") + " ";

        assertThat(Reference.read(typed)).contains(reference);
    }

    @Test
    void nothing_else_is_a_reference() {
        assertThat(Reference.read("")).isEmpty();
        assertThat(Reference.read("O0I-1L0-OOO")).isEmpty();
        assertThat(Reference.read("ABC")).isEmpty();
    }
}
