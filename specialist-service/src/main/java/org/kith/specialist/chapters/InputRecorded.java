package org.kith.specialist.chapters;

import java.time.Instant;
import java.util.UUID;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.RequestId;

/** Work with a family was written down. What was written is not part of it, on purpose. */
public record InputRecorded(
        InputId input,
        RequestId request,
        UUID familyId,
        Discipline discipline,
        PractitionerId practitioner,
        InputKind kind,
        Instant happenedAt) {}
