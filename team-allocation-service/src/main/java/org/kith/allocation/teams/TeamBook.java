package org.kith.allocation.teams;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All teams and areas of one council, for every day: an unchanging picture that answers without a database. */
public final class TeamBook {

    /** What is true of a team from a day on. Of two for the same day the one recorded later counts. */
    public record State(
            TeamCode team,
            DistrictCode district,
            LocalDate from,
            String name,
            int capacityPoints,
            @Nullable LocalDate liveFrom,
            @Nullable LocalDate closedFrom,
            Instant recordedAt) {}

    /** A team serves an area from a day on, until the area's next route. Of two for the same day the one recorded later counts. */
    public record Route(AreaCode area, TeamCode team, LocalDate from, Instant recordedAt) {}

    /** Somebody works in a team as a social worker, to the day before {@code left}, and is away on some days. */
    public record Member(
            TeamCode team,
            UUID worker,
            LocalDate joined,
            @Nullable LocalDate left,
            List<Away> away) {

        boolean worksOn(LocalDate day) {
            return !joined.isAfter(day) && (left == null || left.isAfter(day));
        }

        boolean isAwayOn(LocalDate day) {
            return away.stream().anyMatch(absence -> absence.covers(day));
        }
    }

    /** Days somebody is away; the last may be unknown. */
    public record Away(LocalDate from, @Nullable LocalDate until) {

        boolean covers(LocalDate day) {
            return !from.isAfter(day) && (until == null || !until.isBefore(day));
        }
    }

    private final NavigableMap<TeamCode, NavigableMap<LocalDate, State>> states = new TreeMap<>();
    private final Map<AreaCode, NavigableMap<LocalDate, TeamCode>> routes = new HashMap<>();
    private final Set<DistrictCode> districts = new HashSet<>();

    private final Map<TeamCode, List<Member>> members;

    public TeamBook(List<State> states, List<Route> routes) {
        this(states, routes, List.of());
    }

    public TeamBook(List<State> states, List<Route> routes, List<Member> members) {
        this.members = members.stream().collect(Collectors.groupingBy(Member::team));
        states.stream().sorted(Comparator.comparing(State::recordedAt)).forEach(state -> {
            this.states.computeIfAbsent(state.team(), team -> new TreeMap<>()).put(state.from(), state);
            districts.add(state.district());
        });
        routes.stream()
                .sorted(Comparator.comparing(Route::recordedAt))
                .forEach(route -> this.routes
                        .computeIfAbsent(route.area(), area -> new TreeMap<>())
                        .put(route.from(), route.team()));
    }

    /** The team as it is on the day; empty before its first day. */
    public Optional<TeamOnDay> team(TeamCode code, LocalDate on) {
        var known = states.get(code);
        return known == null
                ? Optional.empty()
                : Optional.ofNullable(known.floorEntry(on))
                        .map(entry -> entry.getValue())
                        .map(state -> onDay(state, on));
    }

    private TeamOnDay onDay(State state, LocalDate on) {
        var working = members.getOrDefault(state.team(), List.of()).stream()
                .filter(member -> member.worksOn(on))
                .collect(Collectors.toMap(Member::worker, Function.identity(), (one, same) -> one))
                .values();
        int away = (int) working.stream().filter(member -> member.isAwayOn(on)).count();
        return new TeamOnDay(
                state.team(),
                state.name(),
                state.district(),
                state.capacityPoints(),
                state.liveFrom(),
                state.closedFrom(),
                on,
                working.size(),
                away);
    }

    /** Whether somebody is, was or will be away. */
    public boolean countsAbsences() {
        return !members.isEmpty();
    }

    /** What a team is called in a sentence on the day. */
    public String called(TeamCode code, LocalDate on) {
        return team(code, on).map(TeamOnDay::called).orElse("Team " + code);
    }

    /** Every team that has closed by the day, by code. */
    public List<TeamOnDay> closedTeams(LocalDate on) {
        var teams = new ArrayList<TeamOnDay>();
        states.keySet().forEach(code -> team(code, on).filter(TeamOnDay::closed).ifPresent(teams::add));
        return teams;
    }

    /** Every team there is on the day, those that have closed left out, by code. */
    public List<TeamOnDay> teams(LocalDate on) {
        var teams = new ArrayList<TeamOnDay>();
        states.keySet()
                .forEach(code -> team(code, on).filter(team -> !team.closed()).ifPresent(teams::add));
        return teams;
    }

    /** The team that serves the area on the day; an area that nobody gave to a team has none. */
    public Optional<TeamCode> serving(AreaCode area, LocalDate on) {
        var known = routes.get(area);
        return known == null
                ? Optional.empty()
                : Optional.ofNullable(known.floorEntry(on)).map(entry -> entry.getValue());
    }

    /** Every area the team serves on the day, in order. */
    public List<AreaCode> areasOf(TeamCode team, LocalDate on) {
        return routes.keySet().stream()
                .filter(area -> serving(area, on).filter(team::equals).isPresent())
                .sorted(Comparator.comparing(AreaCode::value))
                .toList();
    }

    /** Whether there is, was or will be a team of that code. */
    public boolean knows(TeamCode code) {
        return states.containsKey(code);
    }

    /** Whether the district is one of the council's. */
    public boolean serves(DistrictCode district) {
        return districts.contains(district);
    }
}
