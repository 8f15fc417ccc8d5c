package org.kith.specialist.practitioners;

import java.util.Set;

/** Somebody may be able to take more than before: new, with more capacity, another team, a further discipline, or back. */
public record PractitionerHasRoom(PractitionerId practitioner, Set<Discipline> disciplines) {}
