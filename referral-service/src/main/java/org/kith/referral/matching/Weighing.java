package org.kith.referral.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.AdultTold;
import org.kith.referral.households.ChildTold;
import org.kith.referral.households.HouseholdTold;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;

/** Weighs what was told against the people of one known family. Knows no address: it is only told whether the homes agree. */
final class Weighing {

    private Weighing() {}

    /** The evidence for and against; {@code shared} are the kinds of marks that both have. */
    static Set<Evidence> of(HouseholdTold told, Collection<Person> known, Set<MarkKind> shared) {
        var evidence = EnumSet.noneOf(Evidence.class);
        var home = shared.contains(MarkKind.HOME);
        for (var child : told.children()) {
            known.stream().filter(Person::child).forEach(other -> compare(child, other, home, shared, evidence));
        }
        for (var adult : told.adults()) {
            known.stream().filter(person -> !person.child()).forEach(other -> compare(adult, other, home, evidence));
        }
        if (shared.contains(MarkKind.ADULT_TELEPHONE)) {
            evidence.add(Evidence.SAME_TELEPHONE);
        }
        if (home) {
            evidence.add(Evidence.SAME_ADDRESS);
        }
        if (told.children().stream()
                .noneMatch(child -> known.stream().anyMatch(other -> isTheSame(child, other, true)))) {
            evidence.add(Evidence.NO_CHILD_IN_COMMON);
        }
        return evidence;
    }

    private static void compare(
            ChildTold child, Person other, boolean home, Set<MarkKind> shared, Set<Evidence> evidence) {
        var number = child.nhsNumber() == null ? null : child.nhsNumber().value();
        var sameName = sameName(child.givenName(), child.familyName(), other);
        var sameBirthday = bothSay(child.dateOfBirth(), other.dateOfBirth())
                && Objects.equals(child.dateOfBirth(), other.dateOfBirth());
        if (number != null && number.equals(other.nhsNumber())) {
            evidence.add(Evidence.SAME_NHS_NUMBER);
        }
        if (sameName && sameBirthday) {
            evidence.add(Evidence.SAME_CHILD_NAME_AND_BIRTHDAY);
            if (bothSay(number, other.nhsNumber()) && !Objects.equals(number, other.nhsNumber())) {
                evidence.add(Evidence.OTHER_NHS_NUMBER);
            }
        }
        if (sameName && bothSay(child.dateOfBirth(), other.dateOfBirth()) && !sameBirthday) {
            evidence.add(Evidence.OTHER_BIRTHDAY);
        }
        if (sameName && shared.contains(MarkKind.CHILD_NAME_AND_POSTCODE)) {
            evidence.add(Evidence.SAME_CHILD_NAME_AND_POSTCODE);
        }
        if (home && Plain.of(child.familyName()).equals(Plain.of(other.familyName()))) {
            evidence.add(Evidence.SIBLING_AT_THE_SAME_ADDRESS);
        }
    }

    private static void compare(AdultTold adult, Person other, boolean home, Set<Evidence> evidence) {
        if (!sameName(adult.givenName(), adult.familyName(), other)) {
            return;
        }
        if (bothSay(adult.dateOfBirth(), other.dateOfBirth())) {
            if (Objects.equals(adult.dateOfBirth(), other.dateOfBirth())) {
                evidence.add(Evidence.SAME_ADULT_NAME_AND_BIRTHDAY);
            }
        } else if (home) {
            evidence.add(Evidence.SAME_ADULT_AT_THE_SAME_ADDRESS);
        }
    }

    /** The family to propose: the one with the best evidence, if it is good enough and no other has as much. */
    static Optional<Candidate> best(List<Candidate> candidates) {
        var good = candidates.stream()
                .filter(Candidate::isGoodEnough)
                .sorted(Comparator.comparingInt(Candidate::weight).reversed())
                .toList();
        if (good.isEmpty()
                || (good.size() > 1 && good.get(0).weight() == good.get(1).weight())) {
            return Optional.empty();
        }
        return Optional.of(good.getFirst());
    }

    /** Who of the told are people of this family already; nobody of the family is two of the told. */
    static Map<PersonId, PersonId> same(HouseholdTold told, Collection<Person> known) {
        var same = new LinkedHashMap<PersonId, PersonId>();
        for (boolean loosely : new boolean[] {false, true}) {
            told.children()
                    .forEach(child -> take(
                            child.id(),
                            known.stream()
                                    .filter(Person::child)
                                    .filter(other -> isTheSame(child, other, loosely))
                                    .map(Person::known)
                                    .distinct()
                                    .toList(),
                            same));
            told.adults()
                    .forEach(adult -> take(
                            adult.id(),
                            known.stream()
                                    .filter(person -> !person.child())
                                    .filter(other -> isTheSame(adult, other, loosely))
                                    .map(Person::known)
                                    .distinct()
                                    .toList(),
                            same));
        }
        return same;
    }

    /** One match is a match; two leave it to a person. */
    private static void take(PersonId told, List<PersonId> found, Map<PersonId, PersonId> same) {
        if (found.size() == 1
                && !same.containsKey(told)
                && !same.containsValue(found.getFirst())
                && !told.equals(found.getFirst())) {
            same.put(told, found.getFirst());
        }
    }

    private static boolean isTheSame(ChildTold child, Person other, boolean loosely) {
        var number = child.nhsNumber() == null ? null : child.nhsNumber().value();
        if (bothSay(number, other.nhsNumber())) {
            return Objects.equals(number, other.nhsNumber());
        }
        if (!other.child() || !sameName(child.givenName(), child.familyName(), other)) {
            return false;
        }
        return bothSay(child.dateOfBirth(), other.dateOfBirth())
                ? Objects.equals(child.dateOfBirth(), other.dateOfBirth())
                : loosely;
    }

    private static boolean isTheSame(AdultTold adult, Person other, boolean loosely) {
        if (!sameName(adult.givenName(), adult.familyName(), other)) {
            return false;
        }
        return bothSay(adult.dateOfBirth(), other.dateOfBirth())
                ? Objects.equals(adult.dateOfBirth(), other.dateOfBirth())
                : loosely;
    }

    private static boolean sameName(String givenName, String familyName, Person other) {
        return Plain.of(givenName).equals(Plain.of(other.givenName()))
                && Plain.of(familyName).equals(Plain.of(other.familyName()));
    }

    private static boolean bothSay(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null;
    }
}
