package org.kith.gateway.figures.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures.Measure;

/**
 * Counts beside one another as bars, each under its name. Widths are shares of the picture, so that words stay as large on a
 * telephone as they are at a desk. The same numbers stand in the table under it, so nothing is in the picture alone.
 *
 * @param lines upright lines through all bars: a mean, and between which numbers chance alone moves
 * @param height of the whole picture, in pixels
 */
record Plot(List<Bar> bars, List<Line> lines, int height) {

    /** Beside the longest bar there is room for its number. */
    private static final double WIDEST_PER_CENT = 80;

    private static final int ROW = 48;
    private static final int NAME = 16;
    private static final int BAR = 22;
    private static final int THICK = 18;
    private static final String HOURS = "HOURS";

    static Plot of(List<Measure> measures) {
        var counts = measures.stream().filter(one -> !HOURS.equals(one.sort())).toList();
        long most = counts.stream()
                .mapToLong(one -> one.value() == null ? 0 : one.value())
                .max()
                .orElse(0);
        var bars = new ArrayList<Bar>();
        for (var one : counts) {
            long value = one.value() == null ? 0 : Math.max(0, one.value());
            bars.add(new Bar(
                    one.measureCode(),
                    one.text(),
                    one.value() == null
                            ? String.valueOf(one.suppressed())
                            : String.format(Locale.UK, "%,d", one.value()),
                    one.value() == null,
                    bars.size() * ROW,
                    share((double) value, (double) most),
                    0,
                    null));
        }
        return new Plot(bars, List.of(), height(bars));
    }

    /** One measure, a bar for each month and a thin one under it for the same days a year before. */
    static Plot ofMonths(Months measure) {
        var limits = measure.limits();
        double most = Math.max(
                limits == null ? 0 : limits.upper(),
                measure.months().stream()
                        .mapToDouble(month -> (double) Math.max(
                                Math.max(month.value(), month.before()),
                                month.onTheWay() == null ? 0 : month.onTheWay()))
                        .max()
                        .orElse(0));
        var bars = new ArrayList<Bar>();
        for (var month : measure.months()) {
            bars.add(new Bar(
                    month.query(),
                    month.name(),
                    String.format(Locale.UK, "%,d", month.value()),
                    false,
                    bars.size() * ROW,
                    share((double) month.value(), most),
                    share((double) month.before(), most),
                    month.onTheWay() == null ? null : share((double) month.onTheWay(), most)));
        }
        var lines = limits == null
                ? List.<Line>of()
                : List.of(
                        new Line(share(limits.lower(), most), false),
                        new Line(share(limits.mean(), most), true),
                        new Line(share(limits.upper(), most), false));
        return new Plot(bars, lines, height(bars));
    }

    private static int height(List<Bar> bars) {
        return Math.max(ROW, bars.size() * ROW);
    }

    private static double share(double value, double most) {
        return most <= 0 ? 0 : Math.max(0, value) * WIDEST_PER_CENT / most;
    }

    /** An upright line: a mean, or a limit. */
    record Line(double perCent, boolean mean) {

        public String at() {
            return String.format(Locale.ROOT, "%.1f%%", perCent);
        }
    }

    /**
     * One measure, or one month.
     *
     * @param code what leads to the facts behind it
     * @param before how wide the thin bar under it is; 0 for none
     * @param aim where the mark stands to which it should reach; none without an aim
     */
    record Bar(
            String code,
            String text,
            String number,
            boolean leftOut,
            int top,
            double perCent,
            double before,
            @Nullable Double aim) {

        /** What is left out has no bar: its length would tell. */
        private static final double THINNEST_PER_CENT = 0.3;

        /** Where the line of its name stands. */
        public int name() {
            return top + NAME;
        }

        public int y() {
            return top + BAR;
        }

        public int thick() {
            return THICK;
        }

        /** Where the thin bar under it stands. */
        public int under() {
            return y() + THICK + 1;
        }

        public String widthBefore() {
            return String.format(Locale.ROOT, "%.1f%%", before);
        }

        /** Where the mark of the aim stands. */
        public String aimAt() {
            return String.format(Locale.ROOT, "%.1f%%", aim == null ? 0 : aim);
        }

        public String width() {
            return leftOut ? "0" : String.format(Locale.ROOT, "%.1f%%", Math.max(perCent, THINNEST_PER_CENT));
        }

        /** Where the line of its number stands. */
        public int words() {
            return y() + THICK - 3;
        }
    }
}
