package org.kith.gateway.figures.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kith.gateway.figures.CountyFigures.Measure;

/**
 * Counts beside one another as bars. The same numbers stand in the table under it, so nothing is in the picture alone.
 *
 * @param height of the whole picture, in its own units
 */
record Plot(List<Bar> bars, int height) {

    static final int WIDTH = 720;

    /** Where the bars begin: the names stand to their left. */
    private static final int START = 330;

    private static final int ROOM_FOR_NUMBERS = 80;
    private static final int ROW = 34;
    private static final int THICK = 22;
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
            long wide = most == 0 ? 0 : value * (WIDTH - START - ROOM_FOR_NUMBERS) / most;
            bars.add(new Bar(
                    one.measureCode(),
                    one.text(),
                    one.value() == null
                            ? String.valueOf(one.suppressed())
                            : String.format(Locale.UK, "%,d", one.value()),
                    one.value() == null,
                    START,
                    bars.size() * ROW,
                    // what is left out has no bar: its length would tell
                    one.value() == null ? 0 : Math.max(1, wide),
                    THICK));
        }
        return new Plot(bars, Math.max(ROW, bars.size() * ROW));
    }

    /** One measure. */
    record Bar(String code, String text, String number, boolean leftOut, int x, int y, long width, int thick) {

        /** Where the line of its words stands. */
        public int words() {
            return y + THICK - 6;
        }

        /** Where its number stands, behind the bar. */
        public long after() {
            return x + width + 8;
        }
    }
}
