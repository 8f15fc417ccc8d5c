package org.kith.referral.corrections;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.kith.referral.households.PersonId;

/**
 * Correct what is known of a person.
 *
 * @param version the version the corrector had before them
 * @param values what they want to stand in each field; empty for nothing; a field that is not named is left as it is
 * @param trueFrom from which day it is true
 */
public record CorrectPerson(
        PersonId person, long version, Map<PersonField, Optional<String>> values, LocalDate trueFrom, String by) {

    @Override
    public String toString() {
        return "CorrectPerson[" + person + "]";
    }
}
