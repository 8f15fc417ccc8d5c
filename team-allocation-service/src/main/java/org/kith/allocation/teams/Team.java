package org.kith.allocation.teams;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** A locality team with everything that was, is and will be true of it. */
@Entity
@Table(name = "team")
class Team {

    @Id
    private String code;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    private String districtCode;

    private boolean goLiveSaid;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "team_code", nullable = false, updatable = false)
    private List<TeamState> states = new ArrayList<>();

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // for Hibernate, which fills the fields
    protected Team() {}

    private Team(TeamCode code, DistrictCode district) {
        this.code = code.value();
        this.districtCode = district.value();
    }

    static Team made(CreateTeam asked, Instant at, String by) {
        var team = new Team(asked.code(), asked.district());
        var details = new TeamDetails(asked.name(), asked.capacityPoints(), asked.liveFrom(), null);
        team.states.add(new TeamState(asked.from(), details, at, by));
        return team;
    }

    TeamChanged change(ChangeTeam change, Instant at, String by) {
        var before = on(change.from())
                .orElseThrow(() -> new Refusal(
                        "team-not-there-yet",
                        "Team " + code + " did not exist on that day",
                        "Choose a day on or after the team's first."));
        if (before.closedFrom() != null && !change.from().isBefore(before.closedFrom())) {
            throw new Refusal(
                    "team-closed",
                    before.called() + " is closed on that day",
                    "Make a new team, or choose an earlier day.");
        }
        if (change.liveFrom() != null && goLiveSaid && !change.liveFrom().equals(before.liveFrom())) {
            throw new Refusal(
                    "team-already-live",
                    before.called() + " is live since " + Days.inWords(before.liveFromOr(change.from()))
                            + ", and the other services were told so",
                    "A first live day can be moved only while it lies ahead.");
        }
        var after = before.with(change);
        if (after.closedFrom() != null
                && after.liveFrom() != null
                && after.closedFrom().isBefore(after.liveFrom())) {
            throw new Refusal(
                    "closed-before-live", before.called() + " would close before it is live", "Check the two days.");
        }
        var later = newestPerDay().tailMap(change.from(), false);
        states.add(new TeamState(change.from(), after, at, by));
        later.forEach(
                (day, state) -> states.add(new TeamState(day, state.details().with(change), at, by)));
        return new TeamChanged(
                code(), after.name(), district(), after.capacityPoints(), after.closedFrom(), change.from());
    }

    /** Says once that the team went live, when its day has come. */
    Optional<TeamWentLive> goesLive(LocalDate today) {
        var now = newestPerDay().lastEntry().getValue().details();
        if (goLiveSaid || now.liveFrom() == null || now.liveFrom().isAfter(today)) {
            return Optional.empty();
        }
        goLiveSaid = true;
        return Optional.of(new TeamWentLive(code(), now.name(), district(), now.liveFrom(), now.capacityPoints()));
    }

    TeamCode code() {
        return new TeamCode(code);
    }

    DistrictCode district() {
        return new DistrictCode(districtCode);
    }

    Optional<TeamDetails> on(LocalDate day) {
        return Optional.ofNullable(newestPerDay().floorEntry(day))
                .map(entry -> entry.getValue().details());
    }

    private NavigableMap<LocalDate, TeamState> newestPerDay() {
        var newest = new TreeMap<LocalDate, TeamState>();
        states.stream()
                .sorted(Comparator.comparing(TeamState::recordedAt))
                .forEach(state -> newest.put(state.effectiveFrom(), state));
        return newest;
    }
}
