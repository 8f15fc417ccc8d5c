package org.kith.specialist.requests;

import java.time.Instant;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;

/** A practitioner was given a request. */
public record SpecialistAssigned(
        RequestId request,
        FamilyId family,
        Discipline discipline,
        PractitionerId practitioner,
        TeamCode team,
        boolean urgent,
        Instant at) {}
