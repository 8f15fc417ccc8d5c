package org.kith.specialist.practitioners.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.TakeLeave;

/**
 * Days away, both included.
 *
 * @param from the first day
 * @param until the last day
 */
record LeaveForm(
        @Schema(requiredMode = REQUIRED) @Nullable LocalDate from,
        @Schema(requiredMode = REQUIRED) @Nullable LocalDate until) {

    TakeLeave of(UUID practitionerId) {
        if (from == null || until == null) {
            var problems = new ArrayList<FieldProblem>();
            if (from == null) {
                problems.add(new FieldProblem("from", "missing", "Give the first day away"));
            }
            if (until == null) {
                problems.add(new FieldProblem("until", "missing", "Give the last day away"));
            }
            throw new Invalid(problems);
        }
        if (until.isBefore(from)) {
            throw new Invalid(
                    List.of(new FieldProblem("until", "before-the-start", "The last day lies before the first")));
        }
        return new TakeLeave(new PractitionerId(practitionerId), from, until);
    }
}
