package org.kith.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WorkingDaysTest {

    private final WorkingDays england = WorkingDays.england();

    @ParameterizedTest
    @CsvFileSource(resources = "/calendar/working_day_vectors.csv", numLinesToSkip = 1)
    void every_shared_vector_holds(
            LocalDate start, String startDay, int days, LocalDate deadline, String deadlineDay, String reason) {
        assertThat(england.deadline(start, days)).as(reason).isEqualTo(deadline);
        assertThat(england.between(start, deadline)).as(reason).isEqualTo(days);
        assertThat(brief(start.getDayOfWeek())).isEqualTo(startDay);
        assertThat(brief(deadline.getDayOfWeek())).isEqualTo(deadlineDay);
    }

    @Test
    void a_deadline_ends_with_the_day_in_england() {
        var inSummer = Instant.parse("2026-06-09T23:30:00Z");

        assertThat(england.deadline(inSummer, 1)).isEqualTo(Instant.parse("2026-06-11T22:59:59Z"));
    }

    @Test
    void a_limit_beyond_the_known_holidays_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> england.deadline(LocalDate.of(2030, 12, 30), 5))
                .withMessage("Bank holidays are known to the end of 2030");
        assertThatIllegalArgumentException().isThrownBy(() -> england.deadline(LocalDate.of(2026, 1, 5), 0));
    }

    @Test
    void holidays_of_former_years_are_known_with_those_that_were_moved_or_proclaimed() {
        assertThat(england.between(LocalDate.of(2022, 5, 31), LocalDate.of(2022, 6, 6)))
                .as("1 and 6 June: Spring bank holiday and Platinum Jubilee lie between")
                .isEqualTo(2);
        assertThat(england.deadline(LocalDate.of(2022, 9, 16), 1)).isEqualTo(LocalDate.of(2022, 9, 20));
        assertThat(england.deadline(LocalDate.of(2020, 5, 7), 1)).isEqualTo(LocalDate.of(2020, 5, 11));
        assertThat(england.isWorkingDay(LocalDate.of(2020, 5, 4))).isTrue();
        assertThat(england.deadline(LocalDate.of(2021, 12, 24), 1)).isEqualTo(LocalDate.of(2021, 12, 29));
    }

    @Test
    void a_weekend_and_a_holiday_do_not_count() {
        assertThat(england.isWorkingDay(LocalDate.of(2026, 11, 21))).isFalse();
        assertThat(england.isWorkingDay(LocalDate.of(2026, 12, 25))).isFalse();
        assertThat(england.isWorkingDay(LocalDate.of(2026, 11, 23))).isTrue();
        assertThat(england.between(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 20)))
                .isZero();
    }

    private static String brief(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
