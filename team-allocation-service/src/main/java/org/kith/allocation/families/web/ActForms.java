package org.kith.allocation.families.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.CloseReason;
import org.kith.allocation.families.LetGoReason;
import org.kith.allocation.families.TransferReason;
import org.kith.allocation.teams.TeamCode;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;

/** What comes in with an act on one family; {@code at} is for those who may fill in the past. */
final class ActForms {

    private static final int LONGEST_TEXT = 2_000;

    private ActForms() {}

    record PlaceForm(
            @Schema(requiredMode = REQUIRED) @Nullable String teamCode,
            @Schema(requiredMode = REQUIRED) @Nullable String reason,
            @Nullable Instant at) {

        void check() {
            var problems = new ArrayList<FieldProblem>();
            team(teamCode, problems);
            if (reason == null || reason.isBlank()) {
                problems.add(new FieldProblem("reason", "missing", "Say why this team: it is kept with the family"));
            }
            text("reason", reason, problems);
            refuse(problems);
        }
    }

    record LeadForm(
            @Schema(requiredMode = REQUIRED) @Nullable UUID workerId,
            @Nullable Instant at) {

        void check() {
            var problems = new ArrayList<FieldProblem>();
            if (workerId == null) {
                problems.add(new FieldProblem("workerId", "missing", "Choose a worker of the team"));
            }
            refuse(problems);
        }
    }

    record TransferForm(
            @Schema(requiredMode = REQUIRED) @Nullable String teamCode,
            @Schema(requiredMode = REQUIRED) @Nullable String reasonCode,
            @Nullable String note,
            @Nullable Instant at) {

        void check() {
            var problems = new ArrayList<FieldProblem>();
            team(teamCode, problems);
            reason(TransferReason.values(), reasonCode, problems);
            text("note", note, problems);
            if ("OTHER".equals(reasonCode) && (note == null || note.isBlank())) {
                problems.add(new FieldProblem("note", "missing", "Say what the other reason is"));
            }
            refuse(problems);
        }
    }

    record CloseForm(
            @Schema(requiredMode = REQUIRED) @Nullable String reasonCode,
            @Nullable String note,
            @Nullable Instant at) {

        void check() {
            var problems = new ArrayList<FieldProblem>();
            reason(CloseReason.values(), reasonCode, problems);
            text("note", note, problems);
            if ("OTHER".equals(reasonCode) && (note == null || note.isBlank())) {
                problems.add(new FieldProblem("note", "missing", "Say what the other reason is"));
            }
            refuse(problems);
        }
    }

    record LetGoForm(
            @Schema(requiredMode = REQUIRED) @Nullable String reasonCode,
            @Schema(requiredMode = REQUIRED) @Nullable String note,
            @Nullable Instant at) {

        void check() {
            var problems = new ArrayList<FieldProblem>();
            reason(LetGoReason.values(), reasonCode, problems);
            text("note", note, problems);
            if (note == null || note.isBlank()) {
                problems.add(new FieldProblem("note", "missing", "Say what you know, and who was told"));
            }
            refuse(problems);
        }
    }

    private static void team(@Nullable String code, List<FieldProblem> problems) {
        if (code == null || !TeamCode.isOne(code)) {
            problems.add(new FieldProblem("teamCode", "unknown-team", "Choose a team by its code, such as T07"));
        }
    }

    private static void reason(Enum<?>[] known, @Nullable String code, List<FieldProblem> problems) {
        for (var reason : known) {
            if (reason.name().equals(code)) {
                return;
            }
        }
        problems.add(new FieldProblem(
                "reasonCode",
                "unknown-code",
                "Choose one of " + Arrays.stream(known).map(Object::toString).collect(Collectors.joining(", "))));
    }

    private static void text(String field, @Nullable String text, List<FieldProblem> problems) {
        if (text != null && text.length() > LONGEST_TEXT) {
            problems.add(new FieldProblem(field, "too-long", "Write at most " + LONGEST_TEXT + " characters"));
        }
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
