package org.kith.specialist.practitioners;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody at work, as a batch of requests chooses among them; no entity, so that nothing of it is written back. */
@SuppressWarnings("ArrayRecordComponent") // as Hibernate hands it over; never compared
record RosterRow(
        UUID practitionerId,
        String[] disciplines,
        @Nullable String teamCode,
        int capacity,
        int held,
        @Nullable LocalDate leaveFrom,
        @Nullable LocalDate leaveUntil,
        @Nullable String mailbox) {

    boolean isFor(Discipline discipline, String team) {
        return (teamCode == null || teamCode.equals(team))
                && Arrays.asList(disciplines).contains(discipline.name());
    }

    Candidate on(LocalDate today, int holding) {
        return new CandidateRow(practitionerId, teamCode, capacity, holding, leaveFrom, leaveUntil).on(today);
    }
}
