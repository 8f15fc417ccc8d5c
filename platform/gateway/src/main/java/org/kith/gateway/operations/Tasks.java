package org.kith.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks a service for the tasks of its administrators, and says that one is done that ends by somebody's word alone. */
@Component
public class Tasks {

    private final Neighbours neighbours;

    Tasks(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** All that is open in one service, at most {@code limit} of each kind. */
    public Asked<Open> open(String token, Neighbour service, int limit) {
        return neighbours.ask(
                Question.get(service, token, Open.class, "/operate/tasks/open?limit={limit}", Map.of("limit", limit)));
    }

    public Asked<Settled> settle(String token, Neighbour service, Kind kind, String key, String reason) {
        return neighbours.ask(Question.post(
                service,
                token,
                Settled.class,
                "/operate/tasks/settle",
                Map.of(),
                Map.of("kind", kind.name(), "key", key, "reason", reason)));
    }

    /** A kind of task for administrators. */
    public enum Kind {
        AUDIT_CHANGED(
                "The audit was changed",
                "Tell whoever answers for data protection at once, and have an operator follow the part of that name in the"
                        + " runbook. The task ends when the audit holds again or somebody has answered for it"),
        HEARD_REFUSAL("A fact was answered with no", "Find out whether anybody has to do by hand what the fact meant"),
        FACT_SET_ASIDE(
                "A fact was put aside",
                "Two facts claimed one place, and this one had no effect. Have an operator look which of them its publisher"
                        + " wrote; if it is this one, enter by hand what it told, and find out who wrote the other"),
        FORGOTTEN_BY_RESTORE(
                "Forgotten by a restore",
                "Enter by hand what the facts told that the service no longer knows. Where nothing was restored, others heard what it"
                        + " never told: find out who may write to its topic");

        private final String words;
        private final String help;

        Kind(String words, String help) {
            this.words = words;
            this.help = help;
        }

        public String words() {
            return words;
        }

        /** What is to be done about one. */
        public String help() {
            return help;
        }
    }

    /** What is open in one service. */
    public record Open(List<OfKind> kinds) {

        public static Open none() {
            return new Open(List.of());
        }
    }

    /**
     * Open tasks of one kind.
     *
     * @param settledByHand whether somebody says here that one is done
     */
    public record OfKind(Kind kind, boolean settledByHand, long total, List<Task> items) {}

    /** One of them; ids and codes alone. */
    public record Task(
            String kind,
            String key,
            String ownerCode,
            String reasonCode,
            Instant since,
            Instant limitAt,
            boolean overdue) {}

    /** How many are left. */
    public record Settled(String kind, String key, long left) {}
}
