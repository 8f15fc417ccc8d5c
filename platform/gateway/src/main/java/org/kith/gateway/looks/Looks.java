package org.kith.gateway.looks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks every service who looked. */
@Component
public class Looks {

    private final Neighbours neighbours;

    Looks(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** The newest looks one service knows of. */
    public Asked<Page> at(Neighbour service, String token, UUID familyId, int limit) {
        return neighbours.ask(Question.get(
                service,
                token,
                Page.class,
                "/audit/families/{id}?offset=0&limit={limit}",
                Map.of("id", familyId, "limit", limit)));
    }

    /** One service's newest looks, and how many there are in all. */
    public record Page(long total, List<Look> items) {}

    /** One look, also one that was refused. */
    public record Look(
            Instant at,
            String who,
            String kind,
            @Nullable String agency,
            String door,
            int status,
            List<String> acts,
            @Nullable String reason) {

        public boolean refused() {
            return status >= 400 || acts.stream().anyMatch(act -> act.startsWith("denied"));
        }
    }
}
