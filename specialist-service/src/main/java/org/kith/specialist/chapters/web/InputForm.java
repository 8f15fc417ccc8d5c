package org.kith.specialist.chapters.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.specialist.chapters.InputId;
import org.kith.specialist.chapters.InputKind;
import org.kith.specialist.chapters.RecordInput;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.RequestId;

/**
 * An entry as it comes in.
 *
 * @param inputId the id it is to have, so that sending it once more keeps it once; absent means any
 * @param kindCode VISIT, CALL, GROUP or OTHER
 * @param happenedAt when the work was done; absent means now
 * @param text what is to be kept
 * @param openToPerpetratorsWorker whether whoever works with the perpetrator may read it too; absent means no
 */
record InputForm(
        @Nullable UUID inputId,
        @Schema(requiredMode = REQUIRED) @Nullable String kindCode,
        @Nullable Instant happenedAt,
        @Schema(requiredMode = REQUIRED) @Nullable String text,
        @Nullable Boolean openToPerpetratorsWorker) {

    /** About three pages: an entry is a few sentences, not a report. */
    private static final int LONGEST_TEXT = 10_000;

    /** The command, unless something is wrong with the form or, as the use case says, with when it happened. */
    RecordInput on(UUID requestId, PractitionerId by, List<FieldProblem> wrongWithTime) {
        var problems = new ArrayList<FieldProblem>();
        var kind = Optional.ofNullable(kindCode).flatMap(InputKind::of);
        if (kind.isEmpty()) {
            problems.add(new FieldProblem(
                    "kindCode", kindCode == null ? "missing" : "unknown-code", "Say VISIT, CALL, GROUP or OTHER"));
        }
        var said = text == null ? "" : text.strip();
        if (said.isEmpty()) {
            problems.add(new FieldProblem("text", "missing", "Write what was done"));
        } else if (said.length() > LONGEST_TEXT) {
            problems.add(new FieldProblem("text", "too-long", "At most 10,000 characters"));
        }
        problems.addAll(wrongWithTime);
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return new RecordInput(
                new InputId(inputId == null ? UuidCreator.getTimeOrderedEpoch() : inputId),
                new RequestId(requestId),
                by,
                kind.orElseThrow(),
                happenedAt,
                said,
                Boolean.TRUE.equals(openToPerpetratorsWorker));
    }

    /** Never the text: forms end up in logs. */
    @Override
    public String toString() {
        return "InputForm[" + kindCode + "]";
    }
}
