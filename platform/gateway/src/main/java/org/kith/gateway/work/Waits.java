package org.kith.gateway.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks each service what waits there, with its owner and its limit, as far as the asker may see it. */
@Component
public class Waits {

    private final Neighbours neighbours;

    Waits(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Page> of(String token, Kind kind, int offset, int limit) {
        return neighbours.ask(Question.get(
                kind.service(),
                token,
                Page.class,
                "/waiting?kind={kind}&offset={offset}&limit={limit}",
                Map.of("kind", kind.name(), "offset", offset, "limit", limit)));
    }

    /** What can wait. */
    public enum Kind {
        DANGER_REFERRAL(Neighbour.REFERRAL, "A child was said to be in danger"),
        REFERRAL_DECISION(Neighbour.REFERRAL, "Referrals to decide"),
        ALLOCATION(Neighbour.ALLOCATION, "Families without a team"),
        LEAD_HANDOVER(Neighbour.ALLOCATION, "Families whose lead has left"),
        TEAM_AFTER_JOIN(Neighbour.ALLOCATION, "Joined families that two teams held"),
        TEAM_CLOSED_WITH_FAMILIES(Neighbour.ALLOCATION, "Closed teams that still hold families"),
        SPECIALIST_REQUEST(Neighbour.SPECIALIST, "Specialist requests that nobody has");

        private final Neighbour service;
        private final String words;

        Kind(Neighbour service, String words) {
            this.service = service;
            this.words = words;
        }

        public Neighbour service() {
            return service;
        }

        public String words() {
            return words;
        }
    }

    /** One page of what waits. */
    public record Page(int total, List<Item> items) {}

    /** One thing that waits. */
    public record Item(
            String kind,
            String key,
            @Nullable String familyId,
            String ownerCode,
            String reasonCode,
            boolean urgent,
            Instant since,
            Instant limitAt,
            boolean overdue) {}
}
