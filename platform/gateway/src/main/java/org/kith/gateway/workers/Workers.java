package org.kith.gateway.workers;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks team allocation about workers. */
@Component
public class Workers {

    private final Neighbours neighbours;

    Workers(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Whoever asks, with their roles. */
    public Asked<Me> me(String token) {
        return neighbours.ask(Question.get(Neighbour.ALLOCATION, token, Me.class, "/me", Map.of()));
    }

    /** The reader with the roles they hold. */
    public record Me(String workerId, @Nullable String name, List<RoleIn> roles) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** A role, in a team or for the county. */
    public record RoleIn(
            String role, String teamCode, @Nullable String teamName) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        /** What the team is called, or its code. */
        public String team() {
            return teamName == null ? teamCode : teamName;
        }
    }
}
