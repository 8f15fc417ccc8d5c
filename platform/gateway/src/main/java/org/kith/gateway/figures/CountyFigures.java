package org.kith.gateway.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks the outcomes service for figures, what they mean, the facts behind them and what was published. */
@Component
public class CountyFigures {

    private static final String FILE_OR_WHY_NOT = "text/csv, application/problem+json";

    private final Neighbours neighbours;

    CountyFigures(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Every measure over the period. */
    public Asked<Answer> of(String token, Wanted wanted) {
        return ask(token, Answer.class, "/figures", Map.of(), wanted.values());
    }

    /** The same, and of each measure the days that are not nought. */
    public Asked<Answer> byDay(String token, Wanted wanted) {
        var values = wanted.values();
        values.put("days", true);
        return ask(token, Answer.class, "/figures", Map.of(), values);
    }

    /** The same as a file. */
    public Asked<byte[]> file(String token, Wanted wanted) {
        var values = wanted.values();
        return neighbours.ask(
                Question.get(Neighbour.OUTCOMES, token, byte[].class, "/figures.csv" + query(values), values)
                        .with("Accept", FILE_OR_WHY_NOT));
    }

    /** The facts behind one measure. */
    public Asked<Facts> facts(String token, String measureCode, Wanted wanted, int offset, int limit) {
        var values = wanted.values();
        values.put("offset", offset);
        values.put("limit", limit);
        return ask(token, Facts.class, "/figures/{measure}/facts", Map.of("measure", measureCode), values);
    }

    /** What each measure means exactly. */
    public Asked<Definition[]> definitions(String token) {
        return ask(token, Definition[].class, "/figures/definitions", Map.of(), Map.of());
    }

    /** Baselines and targets, for the same question. */
    public Asked<Aim[]> aims(String token, Wanted wanted) {
        return ask(token, Aim[].class, "/figures/aims", Map.of(), wanted.values());
    }

    /** The same, and for each month what a straight way comes to in it. */
    public Asked<Aim[]> aimsByMonth(String token, Wanted wanted) {
        var values = wanted.values();
        values.put("months", true);
        return ask(token, Aim[].class, "/figures/aims", Map.of(), values);
    }

    /** Sets baseline and target of a measure. */
    public Asked<Aim[]> aim(String token, String measureCode, Map<String, Object> form) {
        return neighbours.ask(Question.post(
                Neighbour.OUTCOMES,
                token,
                Aim[].class,
                "/figures/{measure}/aim",
                Map.of("measure", measureCode),
                form));
    }

    /** The county and every team that figures can be asked for. */
    public Asked<Scope[]> scopes(String token) {
        return ask(token, Scope[].class, "/figures/scopes", Map.of(), Map.of());
    }

    /** What the Department for Education published for a year; the newest if none is named. */
    public Asked<Published> published(String token, @Nullable Integer year) {
        return ask(
                token, Published.class, "/figures/published", Map.of(), year == null ? Map.of() : Map.of("year", year));
    }

    private <T> Asked<T> ask(
            String token, Class<T> answer, String path, Map<String, Object> inPath, Map<String, Object> inQuery) {
        var values = new LinkedHashMap<>(inQuery);
        values.putAll(inPath);
        return neighbours.ask(Question.get(Neighbour.OUTCOMES, token, answer, path + query(inQuery), values));
    }

    private static String query(Map<String, Object> values) {
        return values.isEmpty()
                ? ""
                : values.keySet().stream()
                        .map(name -> name + "={" + name + "}")
                        .collect(Collectors.joining("&", "?", ""));
    }

    /**
     * What is asked for; what is absent the service chooses: the reporting year so far, the county, and what is known now.
     *
     * @param scope COUNTY or a team's code
     */
    public record Wanted(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String scope,
            @Nullable Instant knownAt) {

        /** What is present, by the name it is asked under. */
        public Map<String, Object> values() {
            var values = new LinkedHashMap<String, Object>();
            if (from != null) {
                values.put("from", from);
            }
            if (to != null) {
                values.put("to", to);
            }
            if (scope != null) {
                values.put("scope", scope);
            }
            if (knownAt != null) {
                values.put("knownAt", knownAt);
            }
            return values;
        }
    }

    /** Figures, and the moment whose knowledge they show. */
    public record Answer(
            Instant knownAt, LocalDate from, LocalDate to, String scopeCode, String scopeText, List<Measure> measures) {

        /** The question that gets this answer again, whenever it is asked. */
        public Wanted again() {
            return new Wanted(from, to, scopeCode, knownAt);
        }
    }

    /**
     * One measure over the period; for hours the value is their sum, and count and median say more.
     *
     * @param value absent where the service leaves it out
     * @param suppressed what stands in its place: the number is too small to be shown, or would give such a one away
     * @param days those that are not nought; absent unless asked for
     */
    public record Measure(
            String measureCode,
            String text,
            String sort,
            @Nullable Long value,
            @Nullable String suppressed,
            @Nullable Long count,
            @Nullable Double median,
            @Nullable List<Day> days) {}

    /** What one day adds. */
    public record Day(LocalDate day, long value) {}

    /** What one measure means. */
    public record Definition(
            String measureCode, String text, String sort, String definition, String attribution, String source) {}

    /**
     * Where a measure stood and where it shall be.
     *
     * @param onTheWay what the period comes to on a straight way between the two
     * @param months the same for its months; absent unless asked for
     */
    public record Aim(
            String measureCode,
            @Nullable Long baselineValue,
            @Nullable LocalDate baselineOn,
            @Nullable Long targetValue,
            @Nullable LocalDate targetOn,
            @Nullable Long onTheWay,
            String source,
            @Nullable List<MonthOnTheWay> months) {}

    /** What a straight way comes to in a month, or as much of it as was asked for; nothing before the baseline. */
    public record MonthOnTheWay(
            LocalDate from, LocalDate to, @Nullable Long onTheWay) {}

    /** The county or a team. */
    public record Scope(String scopeCode, String text) {}

    /** A page of facts behind one measure. */
    public record Facts(
            String measureCode, String scopeCode, Instant knownAt, long total, long sum, List<Fact> items) {}

    /** One fact; the family is absent where the reader may not see it. */
    public record Fact(
            String factId,
            String kindCode,
            @Nullable UUID familyId,
            LocalDate day,
            long amount,
            @Nullable Instant recordedAt) {}

    /** Published figures of one year. */
    public record Published(int year, List<Integer> years, String source, List<PublishedFigure> figures) {}

    /** One published figure by area, and the measure of ours that counts the same. */
    public record PublishedFigure(
            String code,
            String text,
            Map<String, BigDecimal> values,
            @Nullable String measureCode,
            @Nullable String caution,
            String source) {}
}
