package org.kith.specialist.requests;

import java.time.Instant;
import org.kith.specialist.practitioners.Discipline;

/** A discipline is asked to work with a family that a team holds. */
public record SpecialistRequested(
        RequestId request, FamilyId family, Discipline discipline, TeamCode team, Instant at) {}
