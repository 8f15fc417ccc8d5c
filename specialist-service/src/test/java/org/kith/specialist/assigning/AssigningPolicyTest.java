package org.kith.specialist.assigning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.specialist.practitioners.Discipline.DOMESTIC_ABUSE_PERPETRATOR;
import static org.kith.specialist.practitioners.Discipline.DOMESTIC_ABUSE_SURVIVOR;
import static org.kith.specialist.practitioners.Discipline.MENTAL_HEALTH;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.specialist.practitioners.Candidate;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;

class AssigningPolicyTest {

    private static final PractitionerId ANN = id(1);
    private static final PractitionerId BEA = id(2);
    private static final PractitionerId CAT = id(3);

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(
                        "the team comes before the pool, also when the pool has more room",
                        List.of(team(ANN, 10, 9), pool(BEA, 10, 0)),
                        new Proposal.Give(ANN, List.of(Reason.TEAM_HAS_ROOM, Reason.ONLY_ONE))),
                Arguments.of(
                        "a full team leaves it to the pool",
                        List.of(team(ANN, 10, 10), pool(BEA, 10, 9)),
                        new Proposal.Give(BEA, List.of(Reason.TEAM_FULL, Reason.POOL_HAS_ROOM, Reason.ONLY_ONE))),
                Arguments.of(
                        "the pool shares fairly: the smallest share, not the smallest number",
                        List.of(pool(ANN, 4, 2), pool(BEA, 20, 6)),
                        new Proposal.Give(BEA, List.of(Reason.TEAM_HAS_NONE, Reason.POOL_HAS_ROOM, Reason.LEAST_LOAD))),
                Arguments.of(
                        "an equal share goes to who has more room",
                        List.of(pool(ANN, 4, 2), pool(BEA, 20, 10)),
                        new Proposal.Give(BEA, List.of(Reason.TEAM_HAS_NONE, Reason.POOL_HAS_ROOM, Reason.LEAST_LOAD))),
                Arguments.of(
                        "somebody on leave is passed over",
                        List.of(away(ANN, true), pool(BEA, 2, 1)),
                        new Proposal.Give(BEA, List.of(Reason.TEAM_AWAY, Reason.POOL_HAS_ROOM, Reason.ONLY_ONE))),
                Arguments.of(
                        "nobody at all waits",
                        List.of(),
                        new Proposal.Wait(List.of(Reason.TEAM_HAS_NONE, Reason.POOL_HAS_NONE))),
                Arguments.of(
                        "nobody with room waits, and every reason is said",
                        List.of(team(ANN, 1, 1), away(BEA, true), pool(CAT, 0, 0)),
                        new Proposal.Wait(List.of(Reason.TEAM_AWAY, Reason.TEAM_FULL, Reason.POOL_FULL))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_table_of_cases(String name, List<Candidate> candidates, Proposal expected) {
        var ask = new Ask(MENTAL_HEALTH, Set.of(), Set.of());

        var proposal = AssigningPolicy.choose(ask, candidates);

        assertThat(proposal).as(name).isEqualTo(expected);
    }

    @Test
    void who_stands_on_the_other_side_is_never_chosen() {
        var ask = new Ask(DOMESTIC_ABUSE_SURVIVOR, Set.of(ANN), Set.of());

        var proposal = AssigningPolicy.choose(ask, List.of(team(ANN, 10, 0)));

        assertThat(proposal).isEqualTo(new Proposal.Wait(List.of(Reason.TEAM_OTHER_SIDE, Reason.POOL_HAS_NONE)));
    }

    @Test
    void who_handed_it_back_is_not_asked_again() {
        var ask = new Ask(MENTAL_HEALTH, Set.of(), Set.of(ANN));

        var proposal = AssigningPolicy.choose(ask, List.of(team(ANN, 10, 0), pool(BEA, 10, 0)));

        assertThat(proposal)
                .isEqualTo(new Proposal.Give(
                        BEA, List.of(Reason.TEAM_HANDED_BACK, Reason.POOL_HAS_ROOM, Reason.ONLY_ONE)));
    }

    @Test
    void equal_input_gives_equal_output_in_whatever_order_it_comes() {
        var random = seeded();
        for (int round = 0; round < 500; round++) {
            var candidates = new ArrayList<>(someCandidates(random));
            var ask = new Ask(MENTAL_HEALTH, Set.of(), Set.of());

            var first = AssigningPolicy.choose(ask, candidates);
            Collections.shuffle(candidates, random);

            assertThat(AssigningPolicy.choose(ask, candidates)).isEqualTo(first);
        }
    }

    /** The policy with the rule that feeds it: what was once on a side stays there, over any number of changes. */
    @Test
    void over_any_changes_nobody_ever_works_with_both_sides() {
        var random = seeded();
        for (int round = 0; round < 200; round++) {
            var people = someCandidates(random);
            Map<PractitionerId, Set<Discipline>> everWorkedIn = new HashMap<>();
            for (int step = 0; step < 60; step++) {
                var discipline = random.nextBoolean() ? DOMESTIC_ABUSE_SURVIVOR : DOMESTIC_ABUSE_PERPETRATOR;
                var otherSide = new HashSet<PractitionerId>();
                everWorkedIn.forEach((who, disciplines) -> {
                    if (disciplines.contains(discipline.otherSide().orElseThrow())) {
                        otherSide.add(who);
                    }
                });
                var handedBack =
                        random.nextInt(3) == 0 ? Set.of(people.getFirst().id()) : Set.<PractitionerId>of();

                var proposal = AssigningPolicy.choose(new Ask(discipline, otherSide, handedBack), people);

                if (proposal instanceof Proposal.Give give) {
                    everWorkedIn
                            .computeIfAbsent(give.practitioner(), who -> new HashSet<>())
                            .add(discipline);
                }
                people = people.stream().map(person -> changed(person, random)).toList();
            }
            assertThat(everWorkedIn.values())
                    .allSatisfy(disciplines -> assertThat(disciplines).hasSize(1));
        }
    }

    @Test
    void whoever_is_chosen_has_room_and_is_there() {
        var random = seeded();
        for (int round = 0; round < 1000; round++) {
            var people = someCandidates(random);

            var proposal = AssigningPolicy.choose(new Ask(MENTAL_HEALTH, Set.of(), Set.of()), people);

            switch (proposal) {
                case Proposal.Give give ->
                    assertThat(people)
                            .filteredOn(person -> person.id().equals(give.practitioner()))
                            .allSatisfy(person -> {
                                assertThat(person.hasRoom()).isTrue();
                                assertThat(person.away()).isFalse();
                            });
                case Proposal.Wait wait -> {
                    assertThat(wait.reasons()).isNotEmpty();
                    assertThat(people).noneMatch(person -> person.hasRoom() && !person.away());
                }
            }
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("kith.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dkith.seed=" + seed + ")");
        return new Random(seed);
    }

    private static List<Candidate> someCandidates(Random random) {
        return random.ints(random.nextInt(1, 7), 0, 12)
                .mapToObj(capacity -> new Candidate(
                        new PractitionerId(new UUID(random.nextLong(), random.nextLong())),
                        random.nextBoolean(),
                        capacity,
                        random.nextInt(capacity + 1),
                        random.nextInt(5) == 0))
                .toList();
    }

    private static Candidate changed(Candidate person, Random random) {
        return new Candidate(
                person.id(),
                random.nextInt(10) == 0 ? !person.embedded() : person.embedded(),
                person.capacity(),
                random.nextInt(person.capacity() + 1),
                random.nextInt(5) == 0);
    }

    private static Candidate team(PractitionerId id, int capacity, int held) {
        return new Candidate(id, true, capacity, held, false);
    }

    private static Candidate pool(PractitionerId id, int capacity, int held) {
        return new Candidate(id, false, capacity, held, false);
    }

    private static Candidate away(PractitionerId id, boolean embedded) {
        return new Candidate(id, embedded, 10, 0, true);
    }

    private static PractitionerId id(long number) {
        return new PractitionerId(new UUID(0, number));
    }
}
