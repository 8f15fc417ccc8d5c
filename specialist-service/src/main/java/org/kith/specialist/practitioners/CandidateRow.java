package org.kith.specialist.practitioners;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database answers about a candidate; no entity, so that nothing is held that must be fresh once locked. */
record CandidateRow(
        UUID practitionerId,
        @Nullable String teamCode,
        int capacity,
        int held,
        @Nullable LocalDate leaveFrom,
        @Nullable LocalDate leaveUntil) {

    Candidate on(LocalDate today) {
        var away = leaveFrom != null && leaveUntil != null && !leaveFrom.isAfter(today) && !leaveUntil.isBefore(today);
        return new Candidate(new PractitionerId(practitionerId), teamCode != null, capacity, held, away);
    }
}
