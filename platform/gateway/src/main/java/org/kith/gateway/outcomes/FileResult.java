package org.kith.gateway.outcomes;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.kith.gateway.outcomes.ChildOutcomes.Row;
import org.kith.gateway.outcomes.ChildOutcomes.RowError;
import org.kith.gateway.outcomes.ChildOutcomes.Taken;

/**
 * What became of a file, short enough to wait in a session for the page that shows it: numbers of rows and what is wrong in
 * them, and nothing that stood in them.
 *
 * @param takenRows numbers of the rows that were taken, such as 2 to 40, 42
 * @param unshown how many more rows were refused than are listed
 */
public record FileResult(int taken, int refused, String takenRows, List<RefusedRow> refusedRows, int unshown)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A file with more bad rows is wrong as a whole. */
    private static final int MOST_SHOWN = 500;

    /** One row that was not taken. */
    public record RefusedRow(long row, List<RowError> errors) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Keeps what the page needs. */
    public static FileResult of(Taken taken) {
        var good = new ArrayList<Long>();
        var bad = new ArrayList<RefusedRow>();
        for (Row row : taken.rows()) {
            if (row.outcomeId() != null) {
                good.add(row.row());
            } else {
                bad.add(new RefusedRow(row.row(), new ArrayList<>(row.errors() == null ? List.of() : row.errors())));
            }
        }
        int shown = Math.min(bad.size(), MOST_SHOWN);
        return new FileResult(
                taken.taken(), taken.refused(), runs(good), new ArrayList<>(bad.subList(0, shown)), bad.size() - shown);
    }

    private static String runs(List<Long> rows) {
        var text = new StringBuilder();
        int at = 0;
        while (at < rows.size()) {
            int end = at;
            while (end + 1 < rows.size() && rows.get(end + 1) == rows.get(end) + 1) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(rows.get(at));
            if (end > at) {
                text.append(" to ").append(rows.get(end));
            }
            at = end + 1;
        }
        return text.toString();
    }
}
