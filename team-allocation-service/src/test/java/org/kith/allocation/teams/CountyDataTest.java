package org.kith.allocation.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.council.CouncilCode;

class CountyDataTest {

    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");
    private static final LocalDate LAST_GO_LIVE = LocalDate.parse("2021-09-06");

    @Test
    void lancashire_has_25_teams_in_its_twelve_districts() {
        var teams = CountyData.teams(LANCASHIRE);

        assertThat(teams).hasSize(25);
        assertThat(teams.stream().collect(Collectors.groupingBy(CreateTeam::district, Collectors.counting())))
                .hasSize(12)
                .containsEntry(new DistrictCode("E07000117"), 3L)
                .containsEntry(new DistrictCode("E07000123"), 4L)
                .containsEntry(new DistrictCode("E07000124"), 1L);
    }

    @Test
    void every_team_was_live_when_the_roll_out_ended() {
        var teams = CountyData.teams(LANCASHIRE);

        assertThat(teams.stream().map(CreateTeam::liveFrom).distinct())
                .hasSize(4)
                .allSatisfy(day -> assertThat(day).isBetween(LocalDate.parse("2021-03-01"), LAST_GO_LIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-09-06", "2024-04-01", "2025-03-31", "2026-11-22", "2040-01-01"})
    void every_postcode_of_the_county_has_exactly_one_live_team_of_its_own_district(LocalDate day) throws IOException {
        var book = book();
        var postcodes = new TreeMap<String, Integer>();

        for (String line : postcodes()) {
            var cells = line.split(",", -1);
            var inward = cells[0].substring(cells[0].indexOf(' ') + 1);
            var area = new AreaCode(
                    cells[1] + ":" + cells[0].substring(0, cells[0].indexOf(' ')) + " " + inward.charAt(0));
            var team = book.serving(area, day)
                    .flatMap(code -> book.team(code, day))
                    .orElseThrow();
            assertThat(team.live()).isTrue();
            assertThat(team.district().value()).isEqualTo(cells[1]);
            postcodes.merge(team.code().value(), 1, Integer::sum);
        }

        assertThat(postcodes).hasSize(25);
        assertThat(postcodes.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(47_474);
    }

    @Test
    void no_area_is_given_to_two_teams() {
        var seen = new HashSet<AreaCode>();

        for (var team : CountyData.teams(LANCASHIRE)) {
            assertThat(team.areas())
                    .isNotEmpty()
                    .allSatisfy(area -> assertThat(seen.add(area)).isTrue());
        }
    }

    /** The county as it stands in the data. */
    private static TeamBook book() {
        var recorded = Instant.parse("2021-02-25T09:00:00Z");
        var teams = CountyData.teams(LANCASHIRE);
        var states = teams.stream()
                .map(team -> new TeamBook.State(
                        team.code(),
                        team.district(),
                        team.from(),
                        team.name(),
                        team.capacityPoints(),
                        team.liveFrom(),
                        null,
                        recorded))
                .toList();
        var routes = teams.stream()
                .flatMap(team -> team.areas().stream()
                        .map(area -> new TeamBook.Route(
                                area, team.code(), Objects.requireNonNull(team.liveFrom()), recorded)))
                .toList();
        return new TeamBook(states, routes);
    }

    private static List<String> postcodes() throws IOException {
        var file = CountyDataTest.class.getResourceAsStream("/county/postcodes.csv.gz");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Objects.requireNonNull(file)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList();
        }
    }
}
