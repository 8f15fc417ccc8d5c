package org.kith.specialist.practitioners;

/** A worker holds the specialist role, in this team or for the county; somebody who had left is back. */
public record WorkerTookSpecialistRole(PractitionerId worker, String teamCode) {}
