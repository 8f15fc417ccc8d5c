package org.kith.specialist.chapters.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family as this service knows it, for one reader.
 *
 * @param familyId the family
 * @param teamCode the team that holds it; absent while none does
 * @param requests every request the reader may see, newest first
 * @param practitioners who works with the family now
 * @param total how many entries there are for this reader
 * @param inputs a page of entries, newest first
 * @param withheld says in plain words that something may be kept from this reader, and why; absent for most
 */
record FamilyView(
        UUID familyId,
        @Nullable String teamCode,
        List<Request> requests,
        List<Practitioner> practitioners,
        long total,
        List<Input> inputs,
        @Nullable String withheld) {

    /**
     * One request with what was decided about it.
     *
     * @param limitAt until when somebody must have it, while it waits; until when whoever was given it accepts, before they do
     */
    record Request(
            UUID requestId,
            String discipline,
            String disciplineText,
            String state,
            String teamCode,
            boolean urgent,
            @Nullable UUID practitionerId,
            Instant requestedAt,
            @Nullable Instant assignedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant waitingSince,
            @Nullable Instant limitAt,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            List<Decision> decisions) {}

    /** One decision with its reasons in codes and in words. */
    record Decision(
            Instant at,
            String outcome,
            @Nullable UUID practitionerId,
            List<String> reasons,
            List<String> reasonTexts,
            @Nullable String note,
            String by) {}

    /** Somebody who works with the family now. */
    record Practitioner(UUID practitionerId, String discipline, Instant since) {}

    /** One entry; its text is absent where the words are kept from this reader. */
    record Input(
            UUID inputId,
            UUID requestId,
            String discipline,
            UUID practitionerId,
            String kindCode,
            Instant happenedAt,
            Instant recordedAt,
            @Nullable String text) {}
}
