package org.kith.gateway.teams;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks team allocation when a worker is away; administrators may, and the manager of a team the worker is in. */
@Component
public class Absences {

    private static final String ABSENCES = "/workers/{id}/absences";

    private final Neighbours neighbours;

    Absences(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Absence[]> of(String token, UUID worker) {
        return neighbours.ask(
                Question.get(Neighbour.ALLOCATION, token, Absence[].class, ABSENCES, Map.of("id", worker)));
    }

    /** Says that somebody is away from a day on; the last day may not be known yet. */
    public Asked<Absence> away(String token, UUID worker, @Nullable LocalDate from, @Nullable LocalDate to) {
        var days = new HashMap<String, @Nullable Object>();
        days.put("from", from);
        days.put("to", to);
        return neighbours.ask(
                Question.post(Neighbour.ALLOCATION, token, Absence.class, ABSENCES, Map.of("id", worker), days));
    }

    /** Says that somebody is back; {@code on} is the first day back. */
    public Asked<Absence[]> back(String token, UUID worker, UUID absence, @Nullable LocalDate on) {
        var day = new HashMap<String, @Nullable Object>();
        day.put("on", on);
        return neighbours.ask(Question.post(
                Neighbour.ALLOCATION,
                token,
                Absence[].class,
                ABSENCES + "/{absence}/back",
                Map.of("id", worker, "absence", absence),
                day));
    }

    /** Days away; {@code to} is absent while nobody knows. */
    public record Absence(
            UUID absenceId,
            UUID workerId,
            LocalDate from,
            @Nullable LocalDate to,
            String text) {

        /** Whether the last day is over. */
        public boolean over(LocalDate today) {
            return to != null && to.isBefore(today);
        }
    }
}
