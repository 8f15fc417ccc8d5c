package org.kith.allocation.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.platform.refusal.Refusal;

class TeamTest {

    private static final TeamCode T26 = new TeamCode("T26");
    private static final DistrictCode BURNLEY = new DistrictCode("E07000117");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-05");
    private static final LocalDate LIVE = LocalDate.parse("2026-02-02");
    private static final LocalDate LATER = LocalDate.parse("2026-06-01");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void a_change_counts_from_its_day_and_the_past_stays() {
        var team = liveTeam();

        team.change(change("Burnley Canal", 60, null, null, LATER), NOW, "somebody");

        assertThat(team.on(LATER.minusDays(1)).orElseThrow().name()).isEqualTo("Burnley Central");
        assertThat(team.on(LATER).orElseThrow().name()).isEqualTo("Burnley Canal");
        assertThat(team.on(LATER).orElseThrow().capacityPoints()).isEqualTo(60);
        assertThat(team.on(FIRST_DAY.minusDays(1))).isEmpty();
    }

    @Test
    void a_change_before_a_planned_one_is_carried_into_it() {
        var team = liveTeam();
        team.change(change(null, 60, null, null, LATER), NOW, "somebody");

        team.change(change("Burnley Canal", null, null, null, LIVE.plusDays(1)), NOW.plusSeconds(1), "somebody");

        assertThat(team.on(LATER).orElseThrow()).isEqualTo(new TeamDetails("Burnley Canal", 60, LIVE, null));
    }

    @Test
    void of_two_changes_for_one_day_the_later_recorded_counts() {
        var team = liveTeam();

        team.change(change(null, 60, null, null, LATER), NOW, "somebody");
        team.change(change(null, 70, null, null, LATER), NOW.plusSeconds(1), "somebody");

        assertThat(team.on(LATER).orElseThrow().capacityPoints()).isEqualTo(70);
    }

    @Test
    void a_team_says_once_that_it_went_live_when_its_day_has_come() {
        var team = team();

        assertThat(team.goesLive(LIVE.minusDays(1))).isEmpty();
        assertThat(team.goesLive(LIVE)).contains(new TeamWentLive(T26, "Burnley Central", BURNLEY, LIVE, 40));
        assertThat(team.goesLive(LIVE.plusDays(1))).isEmpty();
    }

    @Test
    void a_team_that_is_live_does_not_move_its_first_day() {
        var team = liveTeam();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> team.change(change(null, null, LATER, null, LATER), NOW, "somebody"))
                .returns("team-already-live", Refusal::code);
    }

    @Test
    void a_closed_team_does_not_change() {
        var team = liveTeam();
        team.change(change(null, null, null, LATER, LATER), NOW, "somebody");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> team.change(change("Open", null, null, null, LATER), NOW.plusSeconds(1), "somebody"))
                .returns("team-closed", Refusal::code);
    }

    @Test
    void a_team_does_not_change_before_it_was_there() {
        var team = liveTeam();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> team.change(change("Early", null, null, null, FIRST_DAY.minusDays(1)), NOW, "somebody"))
                .returns("team-not-there-yet", Refusal::code);
    }

    @Test
    void a_team_does_not_close_before_it_is_live() {
        var team = team();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> team.change(change(null, null, null, LIVE.minusDays(1), FIRST_DAY), NOW, "somebody"))
                .returns("closed-before-live", Refusal::code);
    }

    private static Team team() {
        return Team.made(
                new CreateTeam(T26, "Burnley Central", BURNLEY, 40, LIVE, FIRST_DAY, List.of()),
                Instant.parse("2026-01-05T09:00:00Z"),
                "somebody");
    }

    private static Team liveTeam() {
        var team = team();
        team.goesLive(LIVE);
        return team;
    }

    private static ChangeTeam change(
            @Nullable String name,
            @Nullable Integer room,
            @Nullable LocalDate live,
            @Nullable LocalDate closed,
            LocalDate from) {
        return new ChangeTeam(T26, name, room, live, closed, List.of(), from);
    }
}
