package org.kith.gateway.screening;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.screening.Screening.RowError;
import org.kith.gateway.screening.Screening.Taken;

/**
 * What became of a file, short enough to wait in a session for the page that shows it: references of the rows that were taken,
 * and what is wrong in the others.
 *
 * @param unshown how many more rows there were than are listed
 */
public record ReferralFileResult(int taken, int refused, List<Row> rows, int unshown) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 500;

    /** One row. */
    public record Row(long row, @Nullable String reference, List<RowError> errors) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Keeps what the page needs; the rows that were refused first, since they need somebody. */
    public static ReferralFileResult of(Taken taken) {
        var rows = new ArrayList<Row>();
        taken.rows().stream()
                .sorted((one, other) -> Boolean.compare(one.reference() != null, other.reference() != null))
                .limit(MOST_SHOWN)
                .forEach(row -> rows.add(new Row(
                        row.row(), row.reference(), new ArrayList<>(row.errors() == null ? List.of() : row.errors()))));
        return new ReferralFileResult(
                taken.taken(), taken.refused(), rows, taken.rows().size() - rows.size());
    }
}
