package org.kith.referral.corrections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.PersonId;

/**
 * What is known of a person now, and every correction.
 *
 * @param values by field; a field without a value is left out
 * @param changes newest first
 */
public record PersonFile(
        PersonId person,
        FamilyId family,
        UUID referral,
        boolean child,
        long version,
        Map<PersonField, String> values,
        List<Change> changes) {

    /** One field of one correction. */
    public record Change(
            PersonField field,
            @Nullable String was,
            @Nullable String now,
            long version,
            LocalDate trueFrom,
            Instant recordedAt,
            String by) {}

    /** What stood in a field when that version was current. */
    @Nullable String valueAt(PersonField field, long then) {
        String value = values.get(field);
        for (var change : changes) {
            if (change.version() > then && change.field() == field) {
                value = change.was();
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return "PersonFile[" + person + "]";
    }
}
