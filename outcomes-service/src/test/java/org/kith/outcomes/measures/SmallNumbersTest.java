package org.kith.outcomes.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallNumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, c", "5, c", "6, 6", "-3, c", "250, 250"})
    void one_to_five_are_left_out_and_nought_is_not(long value, String shown) {
        assertThat(shown(Map.of(Measure.RE_REFERRALS, value))).containsEntry(Measure.RE_REFERRALS, shown);
    }

    @Test
    void what_would_give_a_small_number_away_is_left_out_too() {
        assertThat(shown(Map.of(Measure.CARE_ENTRIES, 30L, Measure.CARE_EXITS, 2L, Measure.CHILDREN_IN_CARE, 400L)))
                .isEqualTo(Map.of(Measure.CARE_ENTRIES, "c", Measure.CARE_EXITS, "c", Measure.CHILDREN_IN_CARE, "400"));
        assertThat(shown(Map.of(
                        Measure.REFERRALS_RECEIVED, 100L,
                        Measure.DECISIONS_ACCEPTED, 80L,
                        Measure.DECISIONS_DECLINED, 17L,
                        Measure.DECISIONS_SIGNPOSTED, 3L)))
                .isEqualTo(Map.of(
                        Measure.REFERRALS_RECEIVED, "100",
                        Measure.DECISIONS_ACCEPTED, "80",
                        Measure.DECISIONS_DECLINED, "c",
                        Measure.DECISIONS_SIGNPOSTED, "c"));
    }

    @Test
    void a_median_of_few_is_left_out_with_its_sum() {
        var few = new Figure(Measure.HOURS_TO_FIRST_HELP, 90, 2L, 45.0, List.of());

        assertThat(SmallNumbers.leftOutOf(List.of(few)))
                .containsExactly(new SmallNumbers.Shown(few, null, null, null, true));
    }

    private static Map<Measure, String> shown(Map<Measure, Long> values) {
        var figures = values.entrySet().stream()
                .map(entry -> new Figure(entry.getKey(), entry.getValue(), null, null, List.of()))
                .toList();
        return SmallNumbers.leftOutOf(figures).stream()
                .collect(Collectors.toMap(
                        one -> one.figure().measure(),
                        one -> one.value() == null ? "c" : one.value().toString()));
    }
}
