package org.kith.specialist.practitioners;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A practitioner as lists show them.
 *
 * @param practitionerId who
 * @param disciplines what they are trained for
 * @param teamCode the team they are embedded in; absent for the pool
 * @param capacity how many requests they can hold
 * @param held how many they hold
 * @param away on leave today
 * @param left no longer a specialist here
 * @param digestWanted whether they want the e-mail digest
 */
public record PractitionerRow(
        UUID practitionerId,
        Set<Discipline> disciplines,
        @Nullable String teamCode,
        int capacity,
        int held,
        boolean away,
        boolean left,
        boolean digestWanted) {

    PractitionerRow holding(int requests) {
        return new PractitionerRow(practitionerId, disciplines, teamCode, capacity, requests, away, left, digestWanted);
    }
}
