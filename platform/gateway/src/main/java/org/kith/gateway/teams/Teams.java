package org.kith.gateway.teams;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks team allocation about teams. */
@Component
public class Teams {

    private final Neighbours neighbours;

    Teams(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Team[]> all(String token) {
        return neighbours.ask(Question.get(Neighbour.ALLOCATION, token, Team[].class, "/teams", Map.of()));
    }

    public Asked<Board> board(String token, String code, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.ALLOCATION,
                token,
                Board.class,
                "/teams/{code}/board?offset={offset}&limit={limit}",
                Map.of("code", code, "offset", offset, "limit", limit)));
    }

    /** Families that no team could be found for. */
    public Asked<Queue> queue(String token, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.ALLOCATION,
                token,
                Queue.class,
                "/allocation-queue?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** A team today. */
    public record Team(
            String code,
            String name,
            String districtCode,
            int capacityPoints,
            int held,
            @Nullable LocalDate liveFrom,
            @Nullable LocalDate closedFrom,
            boolean live) {}

    /** A team as its board heads it. */
    public record TeamLine(
            String code,
            String name,
            String districtCode,
            @Nullable LocalDate liveFrom,
            boolean live) {}

    /** What a team holds, what waits for it, who works in it, and whether it has to give its families up since it is closed. */
    public record Board(
            TeamLine team,
            int capacity,
            int held,
            List<Waiting> waiting,
            int total,
            List<Family> families,
            List<Worker> workers,
            @Nullable Task closing) {}

    /** A family that waits for a team. */
    public record Waiting(
            UUID familyId,
            String reasonCode,
            String reasonText,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent) {}

    /** A family a team holds. */
    public record Family(
            UUID familyId,
            Instant since,
            @Nullable UUID leadWorkerId,
            @Nullable String leadName,
            List<String> reasons,
            @Nullable Instant leadBy,
            @Nullable Task afterJoin) {}

    /** What a manager has to settle about a family or the team, and until when. */
    public record Task(String text, Instant since, Instant limitAt, boolean overdue) {}

    /** Somebody in a team, with how many families they lead. */
    public record Worker(
            UUID workerId,
            String name,
            String role,
            int families,
            boolean away,
            @Nullable String awayText) {

        /** What stands beside their name where one is chosen. */
        public String load() {
            return families == 1 ? "leads 1 family" : "leads " + families + " families";
        }
    }

    /** One page of the families without a team. */
    public record Queue(long total, List<Queued> items) {}

    /** One of them. */
    public record Queued(
            UUID familyId,
            String reasonCode,
            String reasonText,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent,
            @Nullable String wantedTeam,
            @Nullable String districtCode,
            List<String> suggestedTeams) {}
}
