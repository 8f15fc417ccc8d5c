package org.kith.gateway.search;

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

/** Asks the front door for people. */
@Component
public class People {

    private final Neighbours neighbours;

    People(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Looks for what was typed; it says no with 422 and a sentence if nothing can be looked for. */
    public Asked<Found> find(String token, String text, int offset, int limit) {
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL,
                token,
                Found.class,
                "/search",
                Map.of(),
                Map.of("text", text, "offset", offset, "limit", limit)));
    }

    /**
     * What was found.
     *
     * @param more whether there are more than are counted
     * @param said what was looked for, in words
     * @param notes what of it could not be used
     */
    public record Found(int total, boolean more, List<String> said, List<String> notes, List<Family> items) {}

    /** A family that was found. */
    public record Family(UUID familyId, String title, List<String> why, List<Person> people) {

        /** Those who are what was looked for. */
        public List<Person> found() {
            return people.stream().filter(person -> !person.why().isEmpty()).toList();
        }

        /** The others, by which one family is told from another. */
        public List<Person> others() {
            return people.stream().filter(person -> person.why().isEmpty()).toList();
        }
    }

    /** Somebody of it. */
    public record Person(
            UUID personId,
            String kind,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            List<String> why) {

        public String name() {
            return givenName + " " + familyName;
        }

        public boolean child() {
            return kind.equals("CHILD");
        }
    }
}
