package org.kith.specialist.practitioners;

import java.time.LocalDate;

/** A worker no longer holds the specialist role in this team, or for the county. */
public record WorkerLostSpecialistRole(PractitionerId worker, String teamCode, LocalDate leftOn) {}
