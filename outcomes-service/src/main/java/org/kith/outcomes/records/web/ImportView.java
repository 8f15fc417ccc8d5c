package org.kith.outcomes.records.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;

/** What became of a file: how many rows were taken and refused, and what to mend in each that was refused. */
record ImportView(int taken, int refused, List<Row> rows) {

    /** One row, numbered as a spreadsheet numbers it: the heading is row 1. */
    record Row(long row, @Nullable UUID outcomeId, @Nullable List<FieldProblem> errors) {}
}
