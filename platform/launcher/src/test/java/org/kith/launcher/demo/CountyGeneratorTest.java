package org.kith.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountyGeneratorTest {

    private static final Tables TABLES = Tables.read();

    private static final County YEAR = CountyGenerator.draw(TABLES, CountyPlan.year(2025, TABLES));

    private static final List<Episode> IN_YEAR = YEAR.inTheStretch().toList();

    @Test
    void the_same_seed_draws_the_same_county() {
        assertThat(CountyGenerator.draw(TABLES, CountyPlan.year(2025, TABLES))).isEqualTo(YEAR);
        assertThat(CountyGenerator.draw(TABLES, CountyPlan.year(2026, TABLES))).isNotEqualTo(YEAR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 2025, 999_999})
    void children_referred_again_and_turned_away_are_as_published(long seed) {
        var county = CountyGenerator.draw(TABLES, CountyPlan.year(seed, TABLES));

        assertThat(county.childrenReferred()).isEqualTo(7948);
        assertThat(children(county, Episode::again)).isEqualTo(1293);
        assertThat(children(county, episode -> episode.decision() != Episode.Decision.ACCEPT))
                .isEqualTo(243);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 2025, 999_999})
    void as_many_different_children_are_referred_as_published_and_whoever_comes_back_was_here(long seed) {
        var county = CountyGenerator.draw(TABLES, CountyPlan.year(seed, TABLES));
        var different = new HashSet<String>();
        var lastDay = new HashMap<Integer, LocalDate>();

        for (var episode : county.episodes()) {
            var family = episode.family().number();
            var day = episode.receivedAt().atZone(ZoneId.of("Europe/London")).toLocalDate();
            if (!episode.before()) {
                for (int child = 0; child < episode.children(); child++) {
                    different.add(family + "/" + child);
                }
            }
            if (episode.before() || episode.again()) {
                assertThat(episode.family().children())
                        .filteredOn(child -> episode.before())
                        .allMatch(child -> !child.expected() && child.born().isBefore(day));
            }
            if (episode.again()) {
                assertThat(lastDay.get(family)).as("%s", episode).isNotNull().isAfterOrEqualTo(day.minusDays(365));
            } else {
                assertThat(lastDay).doesNotContainKey(family);
            }
            lastDay.put(family, day);
        }

        assertThat(different).hasSize(7306);
        assertThat(county.childrenReferredBefore()).isEqualTo(651);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 2025, 999_999})
    void care_and_protection_are_as_published(long seed) {
        var county = CountyGenerator.draw(TABLES, CountyPlan.year(seed, TABLES));

        assertThat(outcomes(county, ChildOutcome.CARE_ENTRY)).isEqualTo(517);
        assertThat(outcomes(county, ChildOutcome.CARE_EXIT)).isEqualTo(569);
        assertThat(outcomes(county, ChildOutcome.PLAN_START)).isEqualTo(1203);
        assertThat(outcomes(county, ChildOutcome.PROCEEDINGS_ISSUED)).isCloseTo(269, within(6L));
    }

    @Test
    void each_worry_has_its_published_share() {
        TABLES.factors().forEach((code, count) -> {
            double published = 100.0 * count / TABLES.published("FACTOR_EPISODES");
            double drawn = 100.0
                    * IN_YEAR.stream().filter(e -> e.worries().contains(code)).count()
                    / IN_YEAR.size();
            assertThat(drawn).as(code).isCloseTo(published, within(0.1));
        });
        assertThat(IN_YEAR).noneMatch(episode -> episode.worries().isEmpty());
    }

    @Test
    void worries_about_parents_come_together() {
        for (var pair : List.of(List.of("1B", "2B"), List.of("3B", "4B"), List.of("1B", "3B"))) {
            double together = share(e -> e.worries().containsAll(pair));
            double byChance = share(e -> e.worries().contains(pair.getFirst()))
                    * share(e -> e.worries().contains(pair.getLast()));
            assertThat(together).as(pair.toString()).isGreaterThan(byChance * 1.2);
        }
    }

    @Test
    void each_source_has_its_share_of_children() {
        TABLES.sources()
                .forEach((code, published) -> assertThat(
                                100.0 * children(YEAR, e -> e.sourceCode().equals(code)) / YEAR.childrenReferred())
                        .as(code)
                        .isCloseTo(published, within(0.3)));
    }

    @Test
    void deprived_districts_see_more_families() {
        assertThat(familiesPerSmallArea("Burnley")).isGreaterThan(2 * familiesPerSmallArea("Ribble Valley"));
        assertThat(familiesPerSmallArea("Pendle")).isGreaterThan(familiesPerSmallArea("Fylde"));
    }

    @Test
    void ages_have_their_shares_and_siblings_are_near_each_other() {
        var first = families();
        double children = first.stream().mapToInt(Episode::children).sum();
        double unborn = first.stream()
                .flatMap(e -> e.family().children().stream())
                .filter(DemoChild::expected)
                .count();
        var many = first.stream().filter(e -> e.children() > 1).toList();
        double near = many.stream()
                .filter(e -> {
                    var born = e.family().children().stream()
                            .map(DemoChild::born)
                            .sorted()
                            .toList();
                    return born.getFirst().plusYears(9).isAfter(born.getLast());
                })
                .count();

        assertThat(100 * unborn / children).isCloseTo(2.0, within(0.1));
        assertThat(near / many.size()).isGreaterThan(0.8);
    }

    @Test
    void everything_happens_in_the_year_and_in_order() {
        var england = ZoneId.of("Europe/London");
        for (var episode : IN_YEAR) {
            var day = episode.receivedAt().atZone(england).toLocalDate();
            assertThat(day).isBetween(LocalDate.of(2024, 4, 1), LocalDate.of(2025, 3, 31));
            if (episode.decidedAt() != null) {
                assertThat(episode.decidedAt()).isAfter(episode.receivedAt());
            }
            for (var outcome : episode.outcomes()) {
                assertThat(outcome.happenedOn()).isBeforeOrEqualTo(LocalDate.of(2025, 3, 31));
            }
        }
        assertThat(IN_YEAR).isSortedAccordingTo((one, other) -> one.receivedAt().compareTo(other.receivedAt()));
    }

    @Test
    void help_does_not_end_before_the_last_thing_that_is_to_be_entered() {
        var lastDay = new HashMap<Integer, LocalDate>();
        IN_YEAR.forEach(episode -> episode.outcomes()
                .forEach(outcome -> lastDay.merge(
                        episode.family().number(),
                        outcome.happenedOn(),
                        (one, other) -> one.isAfter(other) ? one : other)));
        IN_YEAR.forEach(episode -> {
            var last = lastDay.get(episode.family().number());
            if (episode.closedOn() != null && last != null) {
                assertThat(last).isBeforeOrEqualTo(episode.closedOn());
            }
        });
        assertThat(IN_YEAR)
                .anyMatch(episode ->
                        episode.closedOn() != null && !episode.outcomes().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 2025, 999_999})
    void played_month_by_month_nothing_is_left_to_enter_when_help_has_ended(long seed) {
        var county = CountyGenerator.draw(TABLES, CountyPlan.year(seed, TABLES));
        var england = ZoneId.of("Europe/London");
        var helped = new HashSet<Integer>();
        for (var month = YearMonth.of(2024, 4); !month.isAfter(YearMonth.of(2025, 3)); month = month.plusMonths(1)) {
            for (var episode : county.episodes()) {
                if (YearMonth.from(episode.receivedAt().atZone(england)).equals(month)
                        && episode.decision() == Episode.Decision.ACCEPT) {
                    helped.add(episode.family().number());
                }
            }
            for (var episode : county.episodes()) {
                for (var outcome : episode.outcomes()) {
                    if (CountyPlayer.dueIn(month, outcome.happenedOn(), episode)) {
                        assertThat(helped)
                                .as("%s on %s", outcome.kind(), outcome.happenedOn())
                                .contains(episode.family().number());
                    }
                }
            }
            for (var episode : county.episodes()) {
                if (episode.closedOn() != null
                        && YearMonth.from(episode.closedOn()).equals(month)) {
                    helped.remove(episode.family().number());
                }
            }
        }
    }

    @Test
    void what_came_on_the_last_days_is_decided_after_the_year_and_so_is_undecided_in_its_figures() {
        var england = ZoneId.of("Europe/London");
        var lastDay = LocalDate.of(2025, 3, 31);
        var later = IN_YEAR.stream()
                .filter(episode -> Objects.requireNonNull(episode.decidedAt())
                        .atZone(england)
                        .toLocalDate()
                        .isAfter(lastDay))
                .toList();

        assertThat(later)
                .hasSize(16)
                .allSatisfy(episode -> assertThat(
                                episode.receivedAt().atZone(england).toLocalDate())
                        .isAfter(lastDay.minusDays(5)));
    }

    @Test
    void nobody_is_in_care_before_they_are_born() {
        IN_YEAR.forEach(episode -> episode.outcomes().forEach(outcome -> {
            var child = episode.family().children().get(outcome.child());
            assertThat(child.expected() || !outcome.happenedOn().isBefore(child.born()))
                    .isTrue();
        }));
    }

    @Test
    void nobody_can_be_taken_for_a_real_person() {
        for (var episode : IN_YEAR) {
            var family = episode.family();
            assertThat(family.children()).allMatch(child -> child.familyName().startsWith("Example-"));
            assertThat(family.children())
                    .allMatch(child ->
                            child.nhsNumber() == null || child.nhsNumber().startsWith("999"));
            assertThat(family.adults())
                    .allMatch(adult ->
                            adult.telephone() == null || adult.telephone().matches("01632 960\\d{3}|07700 900\\d{3}"));
        }
        var numbers = families().stream()
                .flatMap(episode -> episode.family().adults().stream())
                .map(DemoAdult::telephone)
                .filter(telephone -> telephone != null)
                .toList();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(families().stream()
                        .flatMap(e -> e.family().children().stream())
                        .map(DemoChild::nhsNumber)
                        .filter(number -> number != null)
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void some_addresses_are_protected_and_only_where_there_is_somebody_to_protect_from() {
        var safe = IN_YEAR.stream()
                .filter(episode -> !episode.again() && episode.family().protectedAddress())
                .toList();

        assertThat(100.0 * safe.size() / YEAR.families()).isBetween(0.8, 3.0);
        assertThat(safe)
                .allMatch(episode -> episode.worries().contains("3B")
                        && episode.family().adults().size() > 1);
    }

    @Test
    void a_small_stretch_leaves_the_newest_undecided_and_stays_in_its_districts() {
        var plan = new CountyPlan(
                5, 72, LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 20), Set.of("Preston", "Burnley"), 1, 6, 0);

        var county = CountyGenerator.draw(TABLES, plan);

        assertThat(county.childrenReferred()).isEqualTo(72);
        assertThat(county.episodes().stream().filter(e -> e.decidedAt() == null))
                .hasSize(6);
        assertThat(county.episodes().stream().map(e -> e.family().district()).collect(Collectors.toSet()))
                .isSubsetOf("Preston", "Burnley");
    }

    private static long children(County county, Predicate<Episode> which) {
        return county.inTheStretch().filter(which).mapToInt(Episode::children).sum();
    }

    /** In the year: what was entered for the time before it is not counted. */
    private static long outcomes(County county, String kind) {
        return county.episodes().stream()
                .flatMap(episode -> episode.outcomes().stream())
                .filter(outcome ->
                        outcome.kind().equals(kind) && !outcome.happenedOn().isBefore(county.from()))
                .count();
    }

    /** One episode of each family of the year. */
    private static List<Episode> families() {
        var seen = new HashSet<Integer>();
        return IN_YEAR.stream()
                .filter(episode -> seen.add(episode.family().number()))
                .toList();
    }

    private static double share(Predicate<Episode> which) {
        return (double) IN_YEAR.stream().filter(which).count() / IN_YEAR.size();
    }

    private static double familiesPerSmallArea(String district) {
        var families = new HashSet<Integer>();
        IN_YEAR.stream()
                .filter(episode -> episode.family().district().equals(district))
                .forEach(episode -> families.add(episode.family().number()));
        return (double) families.size()
                / TABLES.smallAreas().stream()
                        .filter(area -> area.district().equals(district))
                        .count();
    }
}
