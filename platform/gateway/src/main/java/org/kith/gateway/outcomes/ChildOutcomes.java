package org.kith.gateway.outcomes;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Says to the outcomes service what changed for children, one by one or as a file. */
@Component
public class ChildOutcomes {

    private final Neighbours neighbours;

    ChildOutcomes(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Records one, or corrects or withdraws an earlier one. */
    public Asked<Recorded> say(String token, Map<String, Object> form) {
        return neighbours.ask(Question.post(Neighbour.OUTCOMES, token, Recorded.class, "/outcomes", Map.of(), form));
    }

    /** Sends a file, which is taken row by row. */
    public Asked<Taken> file(String token, byte[] csv) {
        return neighbours.ask(Question.post(Neighbour.OUTCOMES, token, Taken.class, "/outcomes/csv", Map.of(), csv));
    }

    /** What was recorded. */
    public record Recorded(UUID outcomeId) {}

    /** What became of a file. */
    public record Taken(int taken, int refused, List<Row> rows) {}

    /** What became of one row, numbered as a spreadsheet numbers it. */
    public record Row(
            long row, @Nullable UUID outcomeId, @Nullable List<RowError> errors) {}

    /** What is wrong in a row. */
    public record RowError(String field, String code, String message) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
