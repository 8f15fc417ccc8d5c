package org.kith.gateway.workers;

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

/** Asks team allocation about workers. */
@Component
public class Workers {

    private static final int ALL_OF_A_TEAM = 200;

    private final Neighbours neighbours;

    Workers(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Whoever asks, with their roles. */
    public Asked<Me> me(String token) {
        return neighbours.ask(Question.get(Neighbour.ALLOCATION, token, Me.class, "/me", Map.of()));
    }

    /** Everybody with a role in a team. */
    public Asked<Page> ofTeam(String token, String teamCode) {
        return neighbours.ask(Question.get(
                Neighbour.ALLOCATION,
                token,
                Page.class,
                "/workers?teamCode={team}&limit={limit}",
                Map.of("team", teamCode, "limit", ALL_OF_A_TEAM)));
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
    }

    /** One page of workers. */
    public record Page(int total, List<Worker> items) {}

    /** A worker with their roles. */
    public record Worker(UUID workerId, String name, List<RoleIn> roles) {}
}
