package org.kith.specialist.requests;

import java.time.Instant;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;

/** A practitioner no longer works on a request. */
public record SpecialistEnded(
        RequestId request,
        FamilyId family,
        Discipline discipline,
        PractitionerId practitioner,
        EndReason reason,
        Instant at) {}
