package org.kith.outcomes.measures;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;

/**
 * Whoever looks at figures from outside, with a client of their own and no role here: sees the county over whole months, without
 * small numbers and without the facts behind them, so that nothing can be told by subtracting one answer from another.
 */
public final class FromOutside {

    private FromOutside() {}

    /** Whether whoever asks now does so from outside. */
    public static boolean looks() {
        return Acting.who().kind() == Who.Kind.ANALYST;
    }

    /**
     * For what is not shown outside at all.
     *
     * @throws Refusal 403
     */
    public static void isNotShown(String what) {
        if (looks()) {
            throw Refusal.forbidden("not-from-outside", what + " are not shown outside the council");
        }
    }

    /**
     * For a period that was asked for.
     *
     * @throws Invalid if days could be told from it
     */
    public static void onlyWholeMonths(Period period) {
        if (looks()
                && (period.from().getDayOfMonth() != 1
                        || !period.to().equals(period.to().with(TemporalAdjusters.lastDayOfMonth())))) {
            throw new Invalid(List.of(new FieldProblem(
                    "to", "whole-months", "Ask from the first day of a month to the last day of one")));
        }
    }

    /** The last day up to which whoever asks is shown anything: today, or the end of the last whole month. */
    public static LocalDate lastDay(LocalDate today) {
        return looks() ? today.withDayOfMonth(1).minusDays(1) : today;
    }
}
