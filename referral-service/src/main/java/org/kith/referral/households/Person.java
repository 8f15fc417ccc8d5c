package org.kith.referral.households;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person of a family, as one referral named them.
 *
 * @param sameAs the earlier record of the same person
 * @param childNumber a child's number in statutory returns
 */
public record Person(
        PersonId id,
        FamilyId family,
        @Nullable PersonId sameAs,
        boolean child,
        String givenName,
        String familyName,
        @Nullable LocalDate dateOfBirth,
        @Nullable Integer ageYears,
        @Nullable LocalDate expectedOn,
        @Nullable String sex,
        @Nullable String nhsNumber,
        @Nullable String school,
        @Nullable String telephone,
        @Nullable String childNumber) {

    /** The same, with other words for the school. */
    Person goingTo(String words) {
        return new Person(
                id,
                family,
                sameAs,
                child,
                givenName,
                familyName,
                dateOfBirth,
                ageYears,
                expectedOn,
                sex,
                nhsNumber,
                words,
                telephone,
                childNumber);
    }

    /** The id under which the other services know them. */
    public PersonId known() {
        return sameAs == null ? id : sameAs;
    }
}
