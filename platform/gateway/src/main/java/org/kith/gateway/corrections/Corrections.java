package org.kith.gateway.corrections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks the front door about a person, and to correct them. */
@Component
public class Corrections {

    private final Neighbours neighbours;

    Corrections(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Person> person(String token, UUID family, UUID person) {
        return neighbours.ask(Question.get(
                Neighbour.REFERRAL,
                token,
                Person.class,
                "/families/{family}/people/{person}",
                Map.of("family", family, "person", person)));
    }

    /** Corrects; it says no with 409 {@code changed-meanwhile} if somebody else corrected the same field to something else. */
    public Asked<Person> correct(
            String token,
            UUID family,
            UUID person,
            long version,
            Map<String, @Nullable String> values,
            @Nullable LocalDate trueFrom) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("version", version);
        body.put("values", values);
        body.put("trueFrom", trueFrom);
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL,
                token,
                Person.class,
                "/families/{family}/people/{person}/corrections",
                Map.of("family", family, "person", person),
                body));
    }

    /**
     * A person as known now.
     *
     * @param values by field; a field without a value is left out
     * @param hidden fields the asker may not see
     * @param changes newest first
     */
    public record Person(
            UUID personId,
            UUID familyId,
            String kind,
            long version,
            Map<String, String> values,
            List<String> hidden,
            List<Change> changes) {

        public String name() {
            return value("givenName") + " " + value("familyName");
        }

        public boolean child() {
            return kind.equals("CHILD");
        }

        /** What stands in a field; empty for nothing. */
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** Who corrected a field last; absent if nobody did. */
        public @Nullable Change last(String field) {
            return changes.stream()
                    .filter(change -> change.field().equals(field))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One field of one correction. */
    public record Change(
            String field,
            @Nullable String was,
            @Nullable String now,
            LocalDate trueFrom,
            Instant recordedAt,
            @Nullable String by) {}
}
