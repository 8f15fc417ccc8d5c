package org.kith.outcomes.measures;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.kith.platform.refusal.Refusal;

/** Days from the first to the last, both counted. */
public record Period(LocalDate from, LocalDate to) {

    private static final int MOST_YEARS = 10;

    public Period {
        if (to.isBefore(from)) {
            throw Refusal.unprocessable(
                    "period-ends-before-it-begins",
                    "The last day lies before the first",
                    "Give the earlier day as from and the later one as to");
        }
        if (to.isAfter(from.plusYears(MOST_YEARS))) {
            throw Refusal.unprocessable(
                    "period-too-long",
                    "A period has at most %d years".formatted(MOST_YEARS),
                    "Ask for shorter periods one after another");
        }
    }

    /** Its calendar months, of the first and the last as much as lies in it. */
    public List<Period> months() {
        var months = new ArrayList<Period>();
        for (var month = YearMonth.from(from); !month.atDay(1).isAfter(to); month = month.plusMonths(1)) {
            months.add(new Period(
                    month.atDay(1).isBefore(from) ? from : month.atDay(1),
                    month.atEndOfMonth().isAfter(to) ? to : month.atEndOfMonth()));
        }
        return List.copyOf(months);
    }

    /** The reporting year, 1 April to 31 March, that ends in that year. */
    public static Period reportingYear(int year) {
        return new Period(LocalDate.of(year - 1, 4, 1), LocalDate.of(year, 3, 31));
    }
}
