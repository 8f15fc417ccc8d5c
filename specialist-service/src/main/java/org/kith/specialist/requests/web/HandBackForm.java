package org.kith.specialist.requests.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.HandBackReason;
import org.kith.specialist.requests.HandBackRequest;
import org.kith.specialist.requests.RequestId;

/**
 * A handing back as it comes in.
 *
 * @param reasonCode NO_ROOM, CONFLICT_OF_INTEREST, WRONG_DISCIPLINE, AWAY or OTHER
 * @param note in the practitioner's own words; needed with OTHER
 */
record HandBackForm(
        @Schema(requiredMode = REQUIRED) @Nullable String reasonCode,
        @Nullable String note) {

    private static final int LONGEST_NOTE = 1_000;

    HandBackRequest of(UUID requestId, PractitionerId by) {
        var problems = new ArrayList<FieldProblem>();
        var reason = Optional.ofNullable(reasonCode).flatMap(HandBackReason::of);
        if (reason.isEmpty()) {
            problems.add(new FieldProblem(
                    "reasonCode",
                    reasonCode == null ? "missing" : "unknown-code",
                    "Say NO_ROOM, CONFLICT_OF_INTEREST, WRONG_DISCIPLINE, AWAY or OTHER"));
        }
        var said = note == null || note.isBlank() ? null : note.strip();
        if (said == null && reason.filter(HandBackReason.OTHER::equals).isPresent()) {
            problems.add(new FieldProblem("note", "missing", "Say why in a sentence"));
        }
        if (said != null && said.length() > LONGEST_NOTE) {
            problems.add(new FieldProblem("note", "too-long", "At most 1,000 characters"));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return new HandBackRequest(new RequestId(requestId), by, reason.orElseThrow(), said);
    }

    /** Never the note: forms end up in logs. */
    @Override
    public String toString() {
        return "HandBackForm[" + reasonCode + "]";
    }
}
