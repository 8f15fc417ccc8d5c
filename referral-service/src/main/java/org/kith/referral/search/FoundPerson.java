package org.kith.referral.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.PersonId;

/**
 * A person of a family that was found.
 *
 * @param why why they are what was looked for, in words; empty for the others of the family
 */
public record FoundPerson(
        PersonId person,
        boolean child,
        String givenName,
        String familyName,
        @Nullable LocalDate dateOfBirth,
        List<String> why) {

    @Override
    public String toString() {
        return "FoundPerson[" + person + "]";
    }
}
