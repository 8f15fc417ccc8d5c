package org.kith.platform.council;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * What was asked of the database and is answered with the next round trip.
 *
 * @param <T> what a row is read as
 */
public final class Asked<T> {

    private final RowMapper<T> mapper;
    private final Runnable send;
    private @Nullable List<T> rows;

    Asked(RowMapper<T> mapper, Runnable send) {
        this.mapper = mapper;
        this.send = send;
    }

    /** The rows; sends what waits if this was not answered yet. */
    public List<T> rows() {
        if (rows == null) {
            send.run();
        }
        var answered = rows;
        if (answered == null) {
            throw new IllegalStateException("This was asked in another transaction");
        }
        return answered;
    }

    /** The only row, if there is one. */
    public Optional<T> first() {
        return rows().stream().findFirst();
    }

    RowMapper<T> mapper() {
        return mapper;
    }

    void answeredWith(List<T> found) {
        rows = found;
    }
}
