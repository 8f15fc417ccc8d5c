package org.kith.gateway.outcomes;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Sends outcomes to the outcomes service. */
@Component
public class OutcomeRecords {

    private final Neighbours neighbours;

    OutcomeRecords(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Recorded> record(String token, Map<String, Object> outcome) {
        return neighbours.ask(Question.post(Neighbour.OUTCOMES, token, Recorded.class, "/outcomes", Map.of(), outcome));
    }

    /** Takes a file row by row. */
    public Asked<Taken> file(String token, byte[] file) {
        return neighbours.ask(Question.post(Neighbour.OUTCOMES, token, Taken.class, "/outcomes/csv", Map.of(), file));
    }

    /** What was recorded. */
    public record Recorded(UUID outcomeId) {}

    /** What became of a file. */
    public record Taken(int taken, int refused, List<Row> rows) {}

    /** One row of a file. */
    public record Row(
            long row, @Nullable UUID outcomeId, @Nullable List<RowError> errors) {}

    /** What is wrong in a row. */
    public record RowError(@Nullable String field, @Nullable String message) {}
}
