package org.kith.outcomes.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.measures.Aim.Point;

class AimTest {

    private static final LocalDate START = LocalDate.of(2024, 3, 31);
    private static final LocalDate END = LocalDate.of(2028, 3, 31);

    @Test
    void a_stock_goes_down_in_a_straight_line_to_its_target_and_stays_there() {
        var aim = aim(Measure.CHILDREN_IN_CARE, new Point(600, START), new Point(400, END));

        assertThat(aim.onTheWay(until(START))).contains(600L);
        assertThat(aim.onTheWay(until(LocalDate.of(2026, 3, 31)))).contains(500L);
        assertThat(aim.onTheWay(until(END))).contains(400L);
        assertThat(aim.onTheWay(until(END.plusYears(1)))).contains(400L);
        assertThat(aim.onTheWay(new Period(START.minusYears(1), START.minusDays(1))))
                .isEmpty();
    }

    @Test
    void a_flow_of_a_year_comes_to_the_year_and_half_a_year_to_half_of_it() {
        var aim = aim(Measure.CHILDREN_REFERRED, new Point(8_000, START), new Point(8_000, END));
        var falling = aim(Measure.CHILDREN_REFERRED, new Point(8_000, START), new Point(4_000, END));

        assertThat(aim.onTheWay(Period.reportingYear(2026)).orElseThrow()).isBetween(7_990L, 8_010L);
        assertThat(aim.onTheWay(new Period(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 9, 30)))
                        .orElseThrow())
                .isBetween(4_000L, 4_020L);
        // two of the four years are over at the end of that reporting year
        assertThat(falling.onTheWay(Period.reportingYear(2026)).orElseThrow()).isBetween(5_985L, 6_015L);
        assertThat(falling.onTheWay(Period.reportingYear(2028)).orElseThrow()).isBetween(3_990L, 4_015L);
    }

    @Test
    void where_one_of_the_two_is_missing_there_is_no_way() {
        assertThat(aim(Measure.CHILDREN_IN_CARE, null, new Point(400, END)).onTheWay(until(START)))
                .isEmpty();
        assertThat(aim(Measure.CHILDREN_IN_CARE, new Point(400, START), null).onTheWay(until(END)))
                .isEmpty();
        assertThat(aim(Measure.CHILDREN_IN_CARE, null, null).says()).isFalse();
    }

    private static Period until(LocalDate day) {
        return new Period(day.minusMonths(3), day);
    }

    private static Aim aim(Measure measure, @Nullable Point baseline, @Nullable Point target) {
        return new Aim(measure, ScopeCode.COUNTY, baseline, target, "Made-up plan", "x", Instant.EPOCH);
    }
}
