package org.kith.gateway.figures;

import java.math.BigDecimal;
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

/** Asks the outcomes service for figures. */
@Component
public class Figures {

    private static final String PERIOD = "?from={from}&to={to}&scope={scope}";
    private static final String THEN = "&knownAt={knownAt}";

    private final Neighbours neighbours;

    Figures(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Sheet> sheet(String token, Asking asking) {
        return neighbours.ask(
                Question.get(Neighbour.OUTCOMES, token, Sheet.class, "/figures" + query(asking), asking.values()));
    }

    /** The same as a file. */
    public Asked<String> file(String token, Asking asking) {
        return neighbours.ask(
                Question.get(Neighbour.OUTCOMES, token, String.class, "/figures.csv" + query(asking), asking.values())
                        .with("Accept", "text/csv"));
    }

    /** The facts behind one number. */
    public Asked<Facts> facts(String token, String measureCode, Asking asking, int offset, int limit) {
        var values = new HashMap<>(asking.values());
        values.put("measure", measureCode);
        values.put("offset", offset);
        values.put("limit", limit);
        return neighbours.ask(Question.get(
                Neighbour.OUTCOMES,
                token,
                Facts.class,
                "/figures/{measure}/facts" + query(asking) + "&offset={offset}&limit={limit}",
                values));
    }

    public Asked<Scope[]> scopes(String token) {
        return neighbours.ask(Question.get(Neighbour.OUTCOMES, token, Scope[].class, "/figures/scopes", Map.of()));
    }

    /** What the Department for Education published, beside ours of the same days. */
    public Asked<Published> published(String token, Asking asking) {
        return neighbours.ask(Question.get(
                Neighbour.OUTCOMES, token, Published.class, "/figures/published?from={from}&to={to}", asking.values()));
    }

    private static String query(Asking asking) {
        return asking.knownAt() == null ? PERIOD : PERIOD + THEN;
    }

    /** What is asked: days, a scope, and as known when. */
    public record Asking(
            LocalDate from,
            LocalDate to,
            String scope,
            @Nullable Instant knownAt) {

        Map<String, Object> values() {
            return knownAt == null
                    ? Map.of("from", from, "to", to, "scope", scope)
                    : Map.of("from", from, "to", to, "scope", scope, "knownAt", knownAt);
        }
    }

    /** Figures of a period. */
    public record Sheet(
            Instant knownAt,
            long knowledgeSequence,
            LocalDate from,
            LocalDate to,
            String scopeCode,
            String scopeText,
            List<Measure> measures) {}

    /** One number. */
    public record Measure(
            String measureCode,
            String text,
            String sort,
            long value,
            @Nullable Long count,
            @Nullable Double median) {

        public boolean hours() {
            return sort.equals("HOURS");
        }
    }

    /** What figures can be asked for. */
    public record Scope(String scopeCode, String text) {}

    /** The facts behind one number. */
    public record Facts(
            String measureCode, String scopeCode, Instant knownAt, long total, long sum, List<Fact> items) {}

    /** One fact. */
    public record Fact(
            String factId,
            String kindCode,
            @Nullable UUID familyId,
            LocalDate day,
            long amount,
            @Nullable Instant recordedAt) {}

    /** Published figures of one year beside ours. */
    public record Published(int year, LocalDate from, LocalDate to, String source, List<PublishedFigure> figures) {}

    /** One published figure. */
    public record PublishedFigure(
            String code,
            String text,
            Map<String, BigDecimal> values,
            @Nullable String measureCode,
            @Nullable Long ours,
            @Nullable String caution,
            String source) {}
}
