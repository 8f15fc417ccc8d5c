package org.kith.allocation.placements;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.Days;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBook;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamOnDay;

/**
 * Which team a family belongs to. One team per area and day, one team per family, and never a default: whatever does not lead to
 * one live team with room leads to a person. The same question has the same answer whoever asks and whenever.
 */
public final class PlacementPolicy {

    /** How many teams are suggested to a person at most; a district has four. */
    private static final int SUGGESTIONS = 4;

    private final TeamBook teams;
    private final FreePlaces free;

    public PlacementPolicy(TeamBook teams, FreePlaces free) {
        this.teams = teams;
        this.free = free;
    }

    /** Decides. */
    public Placement decide(FamilyToPlace family) {
        if (family.heldBy() != null) {
            return new Placement.Stays(
                    family.heldBy(),
                    List.of(teams.called(family.heldBy(), family.on())
                            + " holds the family already, and a family has one team"));
        }
        if (family.addressProtected()) {
            return waits(family, WaitReason.ADDRESS_PROTECTED, null, List.of());
        }
        if (family.district() != null && !teams.serves(family.district())) {
            return waits(family, WaitReason.OUT_OF_COUNTY, null, List.of());
        }
        return family.area() == null
                ? waits(family, WaitReason.UNKNOWN_AREA, null, List.of())
                : inArea(family, family.area());
    }

    /** The teams a person might choose for a family that waits: live and with room, those of its district, most room first. */
    public List<TeamCode> suggestions(@Nullable DistrictCode district, LocalDate on) {
        return withRoom(district, on, null)
                .limit(SUGGESTIONS)
                .map(TeamOnDay::code)
                .toList();
    }

    private Placement inArea(FamilyToPlace family, AreaCode area) {
        if (!teams.serves(area.district())) {
            return waits(family, WaitReason.OUT_OF_COUNTY, null, List.of());
        }
        var serving = teams.serving(area, family.on()).flatMap(code -> teams.team(code, family.on()));
        if (serving.isEmpty()) {
            return waits(
                    family,
                    WaitReason.UNKNOWN_AREA,
                    null,
                    List.of("No team serves the family's area on " + Days.inWords(family.on())));
        }
        var team = serving.get();
        var reasons = new ArrayList<String>();
        reasons.add(team.called() + " serves the family's area on " + Days.inWords(family.on()));
        if (!team.live()) {
            reasons.add(team.called() + notLive(team));
            return waits(family, WaitReason.TEAM_NOT_LIVE, team.code(), reasons);
        }
        int places = free.in(team);
        if (places <= 0) {
            reasons.add(team.called() + " has " + team.roomInWords() + ", and holds no fewer");
            return waits(family, WaitReason.TEAM_FULL, team.code(), reasons);
        }
        var liveFrom = team.liveFrom();
        reasons.add(team.called() + " is live since " + Days.inWords(liveFrom == null ? family.on() : liveFrom)
                + " and has " + places + " of " + team.room() + " places free");
        var runnerUp = runnerUp(family, team.code());
        reasons.add(runnerUp.map(PlacementPolicy::asRunnerUp).orElse("No other team of the district has room"));
        return new Placement.Goes(team.code(), runnerUp.map(TeamOnDay::code).orElse(null), List.copyOf(reasons));
    }

    private static String notLive(TeamOnDay team) {
        var closedFrom = team.closedFrom();
        if (team.closed() && closedFrom != null) {
            return " is closed since " + Days.inWords(closedFrom);
        }
        var liveFrom = team.liveFrom();
        return liveFrom == null ? " has no first live day yet" : " is live from " + Days.inWords(liveFrom);
    }

    private static String asRunnerUp(TeamOnDay team) {
        return "Runner-up is " + team.called() + ", the team of the same district with the most room";
    }

    private Placement waits(FamilyToPlace family, WaitReason why, @Nullable TeamCode wanted, List<String> so) {
        var reasons = new ArrayList<>(so);
        reasons.add(why.text());
        var runnerUp = runnerUp(family, wanted);
        runnerUp.map(PlacementPolicy::asRunnerUp).ifPresent(reasons::add);
        return new Placement.Waits(why, wanted, runnerUp.map(TeamOnDay::code).orElse(null), List.copyOf(reasons));
    }

    private Optional<TeamOnDay> runnerUp(FamilyToPlace family, @Nullable TeamCode first) {
        var district = family.area() == null ? family.district() : family.area().district();
        return withRoom(district, family.on(), first).findFirst();
    }

    private Stream<TeamOnDay> withRoom(@Nullable DistrictCode district, LocalDate on, @Nullable TeamCode except) {
        return teams.teams(on).stream()
                .filter(team -> team.district().equals(district) && !team.code().equals(except))
                .filter(team -> team.live() && free.in(team) > 0)
                .sorted(Comparator.comparingInt(free::in).reversed().thenComparing(TeamOnDay::code));
    }
}
