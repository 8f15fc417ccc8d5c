package org.kith.gateway.work;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** What has passed its limit. */
    public Asked<Page> late(String token, Kind kind, int limit) {
        return neighbours.ask(Question.get(
                kind.service(),
                token,
                Page.class,
                "/waiting?kind={kind}&late=true&limit={limit}",
                Map.of("kind", kind.name(), "limit", limit)));
    }

    /** How much of each kind waits in one service, and what of it has the next limit. */
    public Asked<Counts> counts(String token, Neighbour service) {
        var kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind.service() == service)
                .map(Kind::name)
                .collect(Collectors.joining(","));
        return neighbours.ask(
                Question.get(service, token, Counts.class, "/waiting/counts?kind={kinds}", Map.of("kinds", kinds)));
    }

    /** What can wait. */
    public enum Kind {
        DANGER_REFERRAL(Neighbour.REFERRAL, "A child was said to be in danger"),
        REFERRAL_DECISION(Neighbour.REFERRAL, "Referrals to decide"),
        ALLOCATION(Neighbour.ALLOCATION, "Families without a team"),
        LEAD_TO_NAME(Neighbour.ALLOCATION, "Families without a lead"),
        FAMILY_WITHOUT_MANAGER(Neighbour.ALLOCATION, "Families that no manager of their team may see"),
        TEAM_AFTER_JOIN(Neighbour.ALLOCATION, "Joined families that two teams held"),
        TEAM_CLOSED_WITH_FAMILIES(Neighbour.ALLOCATION, "Closed teams that still hold families"),
        SPECIALIST_REQUEST(Neighbour.SPECIALIST, "Specialist requests that nobody has"),
        SPECIALIST_ACCEPTANCE(Neighbour.SPECIALIST, "Specialist requests to accept");

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

    /** How much of each kind waits. */
    public record Counts(List<Count> kinds) {

        /** How much of this kind waits; none where the service does not say. */
        public Count of(Kind kind) {
            return kinds.stream()
                    .filter(count -> count.kind().equals(kind.name()))
                    .findFirst()
                    .orElseGet(() -> new Count(kind.name(), 0, null));
        }
    }

    /** How much of one kind waits, and what has the next limit; absent where nothing waits. */
    public record Count(String kind, int total, @Nullable Item first) {}

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
