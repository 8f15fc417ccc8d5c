package org.kith.allocation.placements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBook;
import org.kith.allocation.teams.TeamCode;

class PlacementPolicyTest {

    private static final DistrictCode BURNLEY = new DistrictCode("E07000117");
    private static final DistrictCode BLACKPOOL = new DistrictCode("E06000009");
    private static final TeamCode NORTH = new TeamCode("T01");
    private static final TeamCode SOUTH = new TeamCode("T02");
    private static final TeamCode FULL = new TeamCode("T03");
    private static final TeamCode SOON = new TeamCode("T04");
    private static final TeamCode GONE = new TeamCode("T05");
    private static final Map<TeamCode, String> NAMES = Map.of(NORTH, "Burnley North", SOUTH, "Burnley South");
    private static final AreaCode IN_NORTH = new AreaCode("E07000117:BB10 1");
    private static final AreaCode IN_FULL = new AreaCode("E07000117:BB11 3");
    private static final AreaCode IN_SOON = new AreaCode("E07000117:BB12 6");
    private static final AreaCode IN_GONE = new AreaCode("E07000117:BB12 7");
    private static final AreaCode NOBODYS = new AreaCode("E07000117:OL14 8");
    private static final AreaCode IN_BLACKPOOL = new AreaCode("E06000009:FY1 1");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final LocalDate LONG_AGO = LocalDate.parse("2021-03-01");

    private final PlacementPolicy policy = new PlacementPolicy(
            book(),
            team -> Map.of(NORTH, 3, SOUTH, 7, FULL, 0, SOON, 9, GONE, 9).getOrDefault(team.code(), 0));

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of("nothing is known", question(null, null, null, false), WaitReason.UNKNOWN_AREA, null),
                Arguments.of(
                        "only the district is known",
                        question(null, null, BURNLEY, false),
                        WaitReason.UNKNOWN_AREA,
                        null),
                Arguments.of(
                        "no team serves the area",
                        question(null, NOBODYS, BURNLEY, false),
                        WaitReason.UNKNOWN_AREA,
                        null),
                Arguments.of(
                        "the district is another council's",
                        question(null, null, BLACKPOOL, false),
                        WaitReason.OUT_OF_COUNTY,
                        null),
                Arguments.of(
                        "the area is another council's",
                        question(null, IN_BLACKPOOL, null, false),
                        WaitReason.OUT_OF_COUNTY,
                        null),
                Arguments.of(
                        "the address is protected",
                        question(null, null, BURNLEY, true),
                        WaitReason.ADDRESS_PROTECTED,
                        null),
                Arguments.of(
                        "it is protected and an area slipped in",
                        question(null, IN_NORTH, BURNLEY, true),
                        WaitReason.ADDRESS_PROTECTED,
                        null),
                Arguments.of(
                        "the team is not live yet",
                        question(null, IN_SOON, BURNLEY, false),
                        WaitReason.TEAM_NOT_LIVE,
                        SOON),
                Arguments.of(
                        "the team has closed", question(null, IN_GONE, BURNLEY, false), WaitReason.TEAM_NOT_LIVE, GONE),
                Arguments.of("the team is full", question(null, IN_FULL, BURNLEY, false), WaitReason.TEAM_FULL, FULL));
    }

    @ParameterizedTest(name = "a family waits when {0}")
    @MethodSource("waits")
    void a_family_without_one_live_team_with_room_waits_for_a_person(
            String when, FamilyToPlace family, WaitReason reason, @Nullable TeamCode wanted) {
        var placement = policy.decide(family);

        assertThat(placement).isInstanceOfSatisfying(Placement.Waits.class, waits -> {
            assertThat(waits.reason()).isEqualTo(reason);
            assertThat(waits.wanted()).isEqualTo(wanted);
            assertThat(waits.reasons()).contains(reason.text());
        });
    }

    @Test
    void a_family_goes_to_the_team_of_its_area_with_reasons_and_runner_up() {
        var placement = policy.decide(question(null, IN_NORTH, BURNLEY, false));

        assertThat(placement)
                .isEqualTo(new Placement.Goes(
                        NORTH,
                        SOUTH,
                        List.of(
                                "Team Burnley North serves the family's area on 2 March 2026",
                                "Team Burnley North is live since 1 March 2021 and has 3 of 40 places free",
                                "Runner-up is Team Burnley South, the team of the same district with the most room")));
    }

    @Test
    void a_family_that_a_team_holds_stays_whatever_else_is_said() {
        assertThat(policy.decide(question(SOUTH, IN_NORTH, BURNLEY, false)))
                .isEqualTo(new Placement.Stays(
                        SOUTH, List.of("Team Burnley South holds the family already, and a family has one team")));
        assertThat(policy.decide(question(FULL, null, BLACKPOOL, true))).isInstanceOf(Placement.Stays.class);
    }

    @Test
    void an_area_that_changed_hands_leads_to_the_team_of_the_day() {
        var before = new FamilyToPlace(null, new AreaCode("E07000117:BB10 9"), BURNLEY, false, TODAY.minusDays(1));
        var after = new FamilyToPlace(null, new AreaCode("E07000117:BB10 9"), BURNLEY, false, TODAY);

        assertThat(policy.decide(before))
                .isInstanceOfSatisfying(
                        Placement.Goes.class, goes -> assertThat(goes.team()).isEqualTo(NORTH));
        assertThat(policy.decide(after))
                .isInstanceOfSatisfying(
                        Placement.Goes.class, goes -> assertThat(goes.team()).isEqualTo(SOUTH));
    }

    @Test
    void no_reason_gives_away_where_the_family_lives() {
        for (var area : List.of(IN_NORTH, IN_FULL, IN_SOON, IN_GONE, NOBODYS)) {
            assertThat(policy.decide(question(null, area, BURNLEY, false)).reasons())
                    .noneMatch(reason -> reason.contains("BB1") || reason.contains("OL14") || reason.contains("E0700"));
        }
    }

    @Test
    void reasons_are_plain_words_without_codes_or_machine_dates() {
        for (var area : List.of(IN_NORTH, IN_FULL, IN_SOON, IN_GONE, NOBODYS)) {
            assertThat(policy.decide(question(null, area, BURNLEY, false)).reasons())
                    .noneMatch(
                            reason -> reason.matches(".*\\d{4}-\\d{2}.*") || reason.matches(".*\\b[A-Z]+_[A-Z]+\\b.*"));
        }
        assertThat(policy.decide(question(null, IN_SOON, BURNLEY, false)).reasons())
                .contains("Team Burnley T04 is live from 3 March 2026");
        assertThat(policy.decide(question(null, IN_GONE, BURNLEY, false)).reasons())
                .contains("Team Burnley T05 is closed since 2 March 2026");
    }

    @Test
    void workers_who_are_away_that_day_do_not_count_for_the_room() {
        var here = UUID.randomUUID();
        var away = UUID.randomUUID();
        var book = new TeamBook(
                List.of(state(NORTH, LONG_AGO, null)),
                List.of(),
                List.of(
                        new TeamBook.Member(NORTH, here, LONG_AGO, null, List.of()),
                        new TeamBook.Member(NORTH, UUID.randomUUID(), LONG_AGO, TODAY, List.of()),
                        new TeamBook.Member(
                                NORTH, away, LONG_AGO, null, List.of(new TeamBook.Away(TODAY, TODAY.plusDays(2))))));

        assertThat(book.team(NORTH, TODAY).orElseThrow().room()).isEqualTo(20);
        assertThat(book.team(NORTH, TODAY).orElseThrow().roomInWords())
                .isEqualTo("room for 20 families, since 1 of its 2 social workers is away");
        assertThat(book.team(NORTH, TODAY.plusDays(2)).orElseThrow().room()).isEqualTo(20);
        assertThat(book.team(NORTH, TODAY.plusDays(3)).orElseThrow().room()).isEqualTo(40);
        assertThat(book.team(NORTH, TODAY.minusDays(1)).orElseThrow().room()).isEqualTo(40);
    }

    @Test
    void teams_suggested_to_a_person_are_live_with_room_and_of_the_district() {
        assertThat(policy.suggestions(BURNLEY, TODAY)).containsExactly(SOUTH, NORTH);
        assertThat(policy.suggestions(null, TODAY)).isEmpty();
        assertThat(policy.suggestions(BLACKPOOL, TODAY)).isEmpty();
    }

    private static FamilyToPlace question(
            @Nullable TeamCode heldBy, @Nullable AreaCode area, @Nullable DistrictCode district, boolean isProtected) {
        return new FamilyToPlace(heldBy, area, district, isProtected, TODAY);
    }

    private static TeamBook book() {
        return new TeamBook(
                List.of(
                        state(NORTH, LONG_AGO, null),
                        state(SOUTH, LONG_AGO, null),
                        state(FULL, LONG_AGO, null),
                        state(SOON, TODAY.plusDays(1), null),
                        state(GONE, LONG_AGO, TODAY)),
                List.of(
                        route(IN_NORTH, NORTH, LONG_AGO),
                        route(IN_FULL, FULL, LONG_AGO),
                        route(IN_SOON, SOON, LONG_AGO),
                        route(IN_GONE, GONE, LONG_AGO),
                        route(new AreaCode("E07000117:BB10 9"), NORTH, LONG_AGO),
                        route(new AreaCode("E07000117:BB10 9"), SOUTH, TODAY)));
    }

    private static TeamBook.State state(TeamCode team, LocalDate live, @Nullable LocalDate closed) {
        return new TeamBook.State(
                team, BURNLEY, LONG_AGO, NAMES.getOrDefault(team, "Burnley " + team), 40, live, closed, Instant.EPOCH);
    }

    private static TeamBook.Route route(AreaCode area, TeamCode team, LocalDate from) {
        return new TeamBook.Route(area, team, from, Instant.EPOCH);
    }
}
