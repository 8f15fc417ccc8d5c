package org.kith.gateway.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks a service whether its council's journal grew, and in a reader's own name how much of that concerns a page of theirs. */
@Component
public class Changes {

    private final Neighbours neighbours;

    Changes(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Is another as soon as something happened there. */
    public Asked<Pulse> pulse(String token, Neighbour service) {
        return neighbours.ask(Question.get(service, token, Pulse.class, "/changes/pulse", Map.of()));
    }

    /** How many families that the reader may see changed since then, as far as the page is about them. */
    public Asked<Changed> since(String token, Watch watch, Instant since) {
        var values = new LinkedHashMap<String, Object>();
        values.put("since", since);
        if (watch.family() != null) {
            values.put("family", watch.family());
        }
        if (!watch.types().isEmpty()) {
            values.put("types", String.join(",", watch.types()));
        }
        if (watch.names() != null) {
            values.put("names", watch.names());
        }
        String query =
                values.keySet().stream().map(name -> name + "={" + name + "}").collect(Collectors.joining("&"));
        return neighbours.ask(Question.get(watch.service(), token, Changed.class, "/changes?" + query, values));
    }

    /** Says nothing but whether it is the same as before. */
    public record Pulse(String pulse) {}

    /** How many families changed. */
    public record Changed(int families) {}
}
