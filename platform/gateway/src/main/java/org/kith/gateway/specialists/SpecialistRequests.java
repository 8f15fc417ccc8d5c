package org.kith.gateway.specialists;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Neighbours.Done;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks the specialist service for trays and queues, and for what is done with a request. */
@Component
public class SpecialistRequests {

    private final Neighbours neighbours;

    SpecialistRequests(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Tray> tray(String token, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.SPECIALIST,
                token,
                Tray.class,
                "/tray?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** Requests that nobody has. */
    public Asked<Queue> queue(String token, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.SPECIALIST,
                token,
                Queue.class,
                "/queue?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** Whom the asker may choose for a request now. */
    public Asked<Practitioners> choosable(String token, UUID requestId) {
        return neighbours.ask(Question.get(
                Neighbour.SPECIALIST,
                token,
                Practitioners.class,
                "/requests/{id}/practitioners",
                Map.of("id", requestId)));
    }

    public Asked<CodeLists> codes(String token) {
        return neighbours.ask(Question.get(Neighbour.SPECIALIST, token, CodeLists.class, "/codes", Map.of()));
    }

    /** A request of one's own. */
    public Asked<Request> one(String token, UUID requestId) {
        return neighbours.ask(
                Question.get(Neighbour.SPECIALIST, token, Request.class, "/requests/{id}", Map.of("id", requestId)));
    }

    /** Accepts, hands back, records, assigns or finishes: the act is the last part of the door's name. */
    public Asked<Done> act(String token, UUID requestId, String act, Map<String, Object> form) {
        return neighbours.ask(Question.post(
                Neighbour.SPECIALIST, token, Done.class, "/requests/{id}/" + act, Map.of("id", requestId), form));
    }

    /** What a practitioner has. */
    public record Tray(long total, @Nullable Integer capacity, boolean digestWanted, List<TrayItem> items) {}

    /** One request in the tray. */
    public record TrayItem(
            UUID requestId,
            UUID familyId,
            String discipline,
            String disciplineText,
            String state,
            String teamCode,
            boolean urgent,
            @Nullable Instant assignedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant acceptBy,
            @Nullable UUID leadWorkerId,
            boolean closed) {

        public boolean accepted() {
            return state.equals("ACCEPTED");
        }
    }

    /** A request of one's own, before something is written about it. */
    public record Request(
            UUID requestId,
            UUID familyId,
            String discipline,
            String disciplineText,
            String state,
            boolean keptFromPerpetratorsWorker) {}

    /** Requests that nobody has, urgent first. */
    public record Queue(long total, List<QueueItem> items) {}

    /** One of them, with its age. */
    public record QueueItem(
            UUID requestId,
            UUID familyId,
            String discipline,
            String disciplineText,
            String teamCode,
            boolean urgent,
            @Nullable Instant since,
            int workingDaysWaited,
            @Nullable Instant limitAt,
            boolean overdue,
            List<String> reasonTexts,
            @Nullable HandedBack handedBack) {}

    /** Why whoever had it last gave it back, and what they wrote beside it. */
    public record HandedBack(
            Instant at, String reasonText, @Nullable String note) {}

    /** Practitioners of a discipline. */
    public record Practitioners(
            long total, List<Practitioner> items, @Nullable String disciplineText) {}

    /** One practitioner and their room. */
    public record Practitioner(
            UUID practitionerId, @Nullable String teamCode, int capacity, int held) {}

    /** The lists that forms offer. */
    public record CodeLists(List<Code> disciplines, List<Code> inputKinds, List<Code> handBackReasons) {}

    /** One code with its text. */
    public record Code(String code, String text) {}
}
