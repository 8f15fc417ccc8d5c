package org.kith.specialist.practitioners;

import org.jspecify.annotations.Nullable;

/** Put a worker on the list, add a discipline to one who is on it, or change team, capacity and mailbox. */
public record RegisterPractitioner(
        PractitionerId practitioner,
        Discipline discipline,
        @Nullable String teamCode,
        int capacity,
        @Nullable String email) {}
