package org.kith.gateway.teams.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.teams.Teams.Team;

/** What teams are called, for lists and choices. */
public record TeamNames(List<Team> teams, Map<String, String> names) {

    static TeamNames of(Part<Team[]> part) {
        var teams = part.value() == null ? List.<Team>of() : Arrays.asList(part.value());
        return new TeamNames(teams, teams.stream().collect(Collectors.toMap(Team::code, Team::name)));
    }

    public String of(@Nullable String code) {
        return code == null ? "" : names.getOrDefault(code, code);
    }

    /** Teams that take families, with the room each has. */
    List<Option> choices() {
        return teams.stream()
                .filter(Team::live)
                .map(team -> new Option(
                        team.code(),
                        "%s (%s), %d of %d families"
                                .formatted(team.name(), team.code(), team.held(), team.capacityPoints())))
                .toList();
    }
}
