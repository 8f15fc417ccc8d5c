package org.kith.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks a service for the tasks that end by somebody's word alone, and says that one is done. */
@Component
public class Tasks {

    private final Neighbours neighbours;

    Tasks(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Page> open(String token, Neighbour service, Kind kind, int limit) {
        return neighbours.ask(Question.get(
                service,
                token,
                Page.class,
                "/operate/tasks?kind={kind}&limit={limit}",
                Map.of("kind", kind.name(), "limit", limit)));
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

    /** A kind of task that nothing can tell to be done. */
    public enum Kind {
        HEARD_REFUSAL("A fact was answered with no", "Find out whether anybody has to do by hand what the fact meant"),
        FORGOTTEN_BY_RESTORE(
                "Forgotten by a restore", "Enter by hand what the facts told that the service no longer knows");

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

    /** Open tasks of one kind. */
    public record Page(long total, List<Task> items) {}

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
