package org.kith.referral.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.referral.households.AdultTold;
import org.kith.referral.households.ChildTold;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.NhsNumber;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;

class WeighingTest {

    private static final FamilyId KNOWN = new FamilyId(UUID.randomUUID());
    private static final LocalDate BORN = LocalDate.of(2016, 3, 4);
    private static final Set<MarkKind> NOTHING_SHARED = EnumSet.noneOf(MarkKind.class);
    private static final List<String> GIVEN = List.of("Robin", "Wren", "Jay", "Ash", "Zoë", "O'Neil");

    @Test
    void the_same_name_and_birthday_in_any_spelling_are_the_same_child() {
        var told = told(child("Zoë", "Example Otter", BORN, null));

        var evidence = Weighing.of(told, List.of(known("ZOE", "Example-Otter", BORN, null)), NOTHING_SHARED);

        assertThat(evidence).containsExactly(Evidence.SAME_CHILD_NAME_AND_BIRTHDAY);
        assertThat(candidate(evidence).isGoodEnough()).isTrue();
    }

    @Test
    void another_nhs_number_speaks_against_the_same_name_and_birthday() {
        var told = told(child("Robin", "Example-Otter", BORN, "9990000018"));

        var evidence = Weighing.of(told, List.of(known("Robin", "Example-Otter", BORN, "9990000026")), NOTHING_SHARED);

        assertThat(evidence).contains(Evidence.OTHER_NHS_NUMBER);
        assertThat(candidate(evidence).isGoodEnough()).isFalse();
    }

    @Test
    void a_sibling_at_the_same_address_is_good_enough_and_a_shared_address_alone_is_not() {
        var told = told(child("Wren", "Example-Otter", BORN, null));

        var sibling = Weighing.of(told, List.of(known("Jay", "Example-Otter", BORN, null)), EnumSet.of(MarkKind.HOME));
        var neighbour = Weighing.of(told, List.of(known("Jay", "Example-Fox", BORN, null)), EnumSet.of(MarkKind.HOME));

        assertThat(candidate(sibling).isGoodEnough()).isTrue();
        assertThat(candidate(neighbour).isGoodEnough()).isFalse();
    }

    @Test
    void of_two_families_with_as_much_evidence_none_is_proposed() {
        var evidence = EnumSet.of(Evidence.SAME_CHILD_NAME_AND_BIRTHDAY);
        var one = new Candidate(KNOWN, evidence, false);
        var other = new Candidate(new FamilyId(UUID.randomUUID()), evidence, false);

        assertThat(Weighing.best(List.of(one, other))).isEmpty();
        assertThat(Weighing.best(List.of(one))).contains(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void evidence_does_not_depend_on_order_case_or_repetition(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var told = told(children(random));
            var known = knownPeople(random);
            var shared = someOf(random);
            var before = Weighing.of(told, known, shared);

            var shuffled = new ArrayList<>(known);
            shuffled.addAll(known);
            Collections.shuffle(shuffled, random);
            var louder = told(told.children().stream()
                    .map(child -> child(
                            child.givenName().toUpperCase(Locale.ROOT),
                            child.familyName() + " ",
                            child.dateOfBirth(),
                            child.nhsNumber() == null ? null : child.nhsNumber().value()))
                    .toArray(ChildTold[]::new));

            assertThat(Weighing.of(louder, shuffled, shared))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void nobody_known_becomes_two_of_the_told_and_nobody_with_another_number_is_the_same(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var told = told(children(random));
            var known = knownPeople(random);

            var same = Weighing.same(told, known);

            assertThat(new HashSet<>(same.values()))
                    .as("seed %d round %d", seed, round)
                    .hasSameSizeAs(same.values());
            told.children().stream()
                    .filter(child -> same.containsKey(child.id()))
                    .forEach(child -> {
                        var other = known.stream()
                                .filter(person -> person.id().equals(same.get(child.id())))
                                .findFirst()
                                .orElseThrow();
                        if (child.nhsNumber() != null && other.nhsNumber() != null) {
                            assertThat(other.nhsNumber())
                                    .isEqualTo(child.nhsNumber().value());
                        } else if (child.dateOfBirth() != null && other.dateOfBirth() != null) {
                            assertThat(other.dateOfBirth()).isEqualTo(child.dateOfBirth());
                        }
                    });
        }
    }

    @Test
    void marks_and_evidence_never_show_a_persons_details() {
        var told = told(child("Robin", "Example-Otter", BORN, "9990000018"));

        assertThat(Mark.of(told).toString()).doesNotContain("robin", "otter", "2016", "999");
        assertThat(Evidence.values())
                .allSatisfy(evidence -> assertThat(evidence.text()).doesNotContainPattern("[0-9]"));
    }

    private static ChildTold[] children(Random random) {
        var children = new ChildTold[1 + random.nextInt(4)];
        for (int i = 0; i < children.length; i++) {
            children[i] =
                    child(GIVEN.get(random.nextInt(GIVEN.size())), "Example-Otter", birthday(random), number(random));
        }
        return children;
    }

    private static List<Person> knownPeople(Random random) {
        var people = new ArrayList<Person>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            people.add(
                    known(GIVEN.get(random.nextInt(GIVEN.size())), "Example-Otter", birthday(random), number(random)));
        }
        return people;
    }

    private static @Nullable LocalDate birthday(Random random) {
        return random.nextInt(4) == 0 ? null : BORN.plusDays(random.nextInt(3));
    }

    private static @Nullable String number(Random random) {
        return random.nextBoolean()
                ? null
                : List.of("9990000018", "9990000026", "9990000034").get(random.nextInt(3));
    }

    private static EnumSet<MarkKind> someOf(Random random) {
        var kinds = EnumSet.noneOf(MarkKind.class);
        EnumSet.allOf(MarkKind.class).stream()
                .filter(kind -> random.nextBoolean())
                .forEach(kinds::add);
        return kinds;
    }

    private static Candidate candidate(Set<Evidence> evidence) {
        return new Candidate(KNOWN, evidence, false);
    }

    private static HouseholdTold told(ChildTold... children) {
        return new HouseholdTold(List.of(children), List.<AdultTold>of(), List.of(), null, List.of(), null, false);
    }

    private static ChildTold child(
            String givenName, String familyName, @Nullable LocalDate born, @Nullable String nhsNumber) {
        return new ChildTold(
                new PersonId(UUID.randomUUID()),
                givenName,
                familyName,
                born,
                null,
                null,
                null,
                nhsNumber == null ? null : new NhsNumber(nhsNumber),
                null);
    }

    private static Person known(
            String givenName, String familyName, @Nullable LocalDate born, @Nullable String nhsNumber) {
        return new Person(
                new PersonId(UUID.randomUUID()),
                KNOWN,
                null,
                true,
                givenName,
                familyName,
                born,
                null,
                null,
                null,
                nhsNumber,
                null,
                null,
                null);
    }
}
