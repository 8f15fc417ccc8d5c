package org.kith.gateway.names;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks what families, workers and teams are called, once for all that a page shows. */
@Component
public class Names {

    /** The services answer no more at once; a page shows fewer. */
    private static final int MOST_TITLES = 500;

    private static final int MOST_NAMES = 200;

    private final Neighbours neighbours;

    Names(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Titles of families by id; those the asker may not see are left out. */
    public Called ofFamilies(String token, Collection<UUID> familyIds) {
        var ids = familyIds.stream().distinct().limit(MOST_TITLES).toList();
        if (ids.isEmpty()) {
            return Called.nobody();
        }
        return called(neighbours.ask(Question.post(
                Neighbour.REFERRAL, token, Map.class, "/families/titles", Map.of(), Map.of("familyIds", ids))));
    }

    /** Names of workers by id. */
    public Called ofWorkers(String token, Stream<@Nullable UUID> workerIds) {
        var ids = workerIds
                .flatMap(Stream::ofNullable)
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        if (ids.isEmpty()) {
            return Called.nobody();
        }
        return called(neighbours.ask(
                Question.post(Neighbour.ALLOCATION, token, Map.class, "/workers/names", Map.of(), Map.of("ids", ids))));
    }

    /** What the teams are called, by code. */
    public Called ofTeams(String token) {
        return new Called(neighbours
                .ask(Question.get(Neighbour.ALLOCATION, token, Team[].class, "/teams", Map.of()))
                .part()
                .as(teams -> Arrays.stream(teams).collect(Collectors.toMap(Team::code, Team::name))));
    }

    private record Team(String code, String name) {}

    private static Called called(@SuppressWarnings("rawtypes") Asked<Map> asked) {
        return new Called(asked.part());
    }

    /**
     * Names by id, of teams by code.
     *
     * @param part the answer; missing if the service that knows is away
     */
    public record Called(@SuppressWarnings("rawtypes") Part<Map> part) {

        static Called nobody() {
            return new Called(Part.of(Map.of()));
        }

        /** What one is called; absent if that is not known here and now. */
        public @Nullable String get(@Nullable Object id) {
            return id == null || part.value() == null
                    ? null
                    : (String) part.value().get(id.toString());
        }

        /** The name, or words in its place. */
        public String or(@Nullable Object id, String otherwise) {
            String name = get(id);
            return name == null ? otherwise : name;
        }
    }
}
