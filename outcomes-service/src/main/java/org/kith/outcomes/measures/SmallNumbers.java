package org.kith.outcomes.measures;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out counts so small that somebody might be recognised, by the convention of published statistics: 1 to 5 are shown as
 * {@code c}, and so is whatever would give one of them away by subtraction.
 */
public final class SmallNumbers {

    /** What stands in place of a small number. */
    public static final String SUPPRESSED = "c";

    private static final long LARGEST_SMALL = 5;

    /** Where one and the sum, or one and the stock, would tell the other. */
    private static final List<Set<Measure>> TELL_EACH_OTHER = List.of(
            EnumSet.of(Measure.CARE_ENTRIES, Measure.CARE_EXITS),
            EnumSet.of(Measure.PROTECTION_PLAN_STARTS, Measure.PROTECTION_PLAN_ENDS),
            EnumSet.of(Measure.PROCEEDINGS_ISSUED, Measure.PROCEEDINGS_CONCLUDED),
            EnumSet.of(Measure.FIRST_HELP_GIVEN, Measure.HOURS_TO_FIRST_HELP));

    private static final Set<Measure> DECISIONS =
            EnumSet.of(Measure.DECISIONS_ACCEPTED, Measure.DECISIONS_DECLINED, Measure.DECISIONS_SIGNPOSTED);

    private SmallNumbers() {}

    /**
     * A figure as it may be shown.
     *
     * @param value absent where it is suppressed
     */
    public record Shown(
            Figure figure,
            @Nullable Long value,
            @Nullable Long count,
            @Nullable Double median,
            boolean suppressed) {

        /** As it is. */
        public static Shown exactly(Figure figure) {
            return new Shown(figure, figure.value(), figure.count(), figure.median(), false);
        }

        static Shown not(Figure figure) {
            return new Shown(figure, null, null, null, true);
        }
    }

    /** These figures of one scope and period, without small numbers. */
    public static List<Shown> leftOutOf(List<Figure> figures) {
        var left = EnumSet.noneOf(Measure.class);
        figures.stream().filter(SmallNumbers::isSmall).map(Figure::measure).forEach(left::add);
        TELL_EACH_OTHER.stream()
                .filter(group -> group.stream().anyMatch(left::contains))
                .toList()
                .forEach(left::addAll);
        alsoASecondDecision(figures, left);
        return figures.stream()
                .map(figure -> left.contains(figure.measure()) ? Shown.not(figure) : Shown.exactly(figure))
                .toList();
    }

    /** Referrals received less two kinds of decision give the third; of two that are left out nobody learns either. */
    private static void alsoASecondDecision(List<Figure> figures, Set<Measure> left) {
        if (DECISIONS.stream().filter(left::contains).count() != 1) {
            return;
        }
        var shown = figures.stream()
                .filter(figure -> DECISIONS.contains(figure.measure()) && !left.contains(figure.measure()))
                .filter(figure -> figure.value() != 0)
                .collect(Collectors.toMap(Figure::measure, Figure::value));
        shown.entrySet().stream().min(Map.Entry.comparingByValue()).ifPresent(smallest -> left.add(smallest.getKey()));
    }

    private static boolean isSmall(Figure figure) {
        var count = figure.count();
        return isSmall(figure.value()) || (count != null && isSmall(count));
    }

    private static boolean isSmall(long number) {
        return number != 0 && Math.abs(number) <= LARGEST_SMALL;
    }
}
