package org.kith.allocation.workers.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;

/**
 * Days on which a worker is away.
 *
 * @param from first day away
 * @param to last day away; absent while nobody knows
 */
record AbsenceForm(
        @Schema(requiredMode = REQUIRED) @Nullable LocalDate from,
        @Nullable LocalDate to) {

    void check() {
        var problems = new ArrayList<FieldProblem>();
        if (from == null) {
            problems.add(new FieldProblem("from", "missing", "Give the first day away"));
        } else if (to != null && to.isBefore(from)) {
            problems.add(new FieldProblem("to", "before-the-first-day", "The last day lies before the first"));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(List.copyOf(problems));
        }
    }
}
