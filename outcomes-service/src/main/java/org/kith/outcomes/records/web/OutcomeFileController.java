package org.kith.outcomes.records.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.files.CsvText;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where a file of outcomes is taken row by row: a bad row is named and the others are kept. */
@RestController
class OutcomeFileController {

    /** A county's year has under 3,000 outcomes; a longer file is a wrong file. */
    private static final int MOST_ROWS = 10_000;

    static final List<String> NEEDED = List.of("familyId", "childId", "kindCode", "happenedOn");
    static final Set<String> KNOWN =
            Set.of("familyId", "childId", "kindCode", "happenedOn", "correctsOutcomeId", "withdrawn", "note");

    private final OutcomesController outcomes;
    private final Access access;
    private final Audit audit;

    OutcomeFileController(OutcomesController outcomes, Access access, Audit audit) {
        this.outcomes = outcomes;
        this.access = access;
        this.audit = audit;
    }

    @PostMapping(path = "/outcomes/csv", consumes = "text/csv")
    ImportView take(@RequestBody byte[] file) {
        access.require(Act.RECORD_OUTCOME);
        audit.notes("outcomes.imported", null, List.of());
        var rows = new ArrayList<ImportView.Row>();
        int taken = 0;
        for (var row : read(file)) {
            var answer = take(row);
            taken += answer.outcomeId() == null ? 0 : 1;
            rows.add(answer);
        }
        return new ImportView(taken, rows.size() - taken, rows);
    }

    /** A row and where it stands in a spreadsheet, which counts empty rows and the heading, and not the lines of a text. */
    private record Numbered(int number, NamedCsvRecord row) {}

    private static List<Numbered> read(byte[] file) {
        var text = CsvText.of(file);
        var rows = new ArrayList<Numbered>();
        int number = 1;
        try (var csv = CsvReader.builder()
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(text)) {
            for (var row : csv) {
                number++;
                if (row.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (rows.isEmpty()) {
                    checkHeading(row.getHeader());
                }
                if (rows.size() == MOST_ROWS) {
                    throw Refusal.unprocessable(
                            "too-many-rows",
                            "The file has more than %d rows; nothing was taken".formatted(MOST_ROWS),
                            "Split it and send the parts one after another");
                }
                rows.add(new Numbered(number, row));
            }
        } catch (CsvParseException | IOException broken) {
            throw Refusal.unprocessable(
                    "not-csv",
                    "The file cannot be read as comma-separated values; nothing was taken",
                    "Save it as CSV UTF-8 with a heading row");
        }
        if (rows.isEmpty()) {
            throw Refusal.unprocessable(
                    "no-rows", "The file has no rows below its heading", "Check that it is the right file");
        }
        return rows;
    }

    private static void checkHeading(List<String> heading) {
        var missing = NEEDED.stream().filter(name -> !heading.contains(name)).toList();
        var unknown = heading.stream().filter(name -> !KNOWN.contains(name)).toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw Refusal.unprocessable(
                    "wrong-heading",
                    "The heading row does not name the columns that are needed; nothing was taken",
                    "Use familyId,childId,kindCode,happenedOn and, where wanted, correctsOutcomeId,withdrawn,note");
        }
    }

    private ImportView.Row take(Numbered numbered) {
        int number = numbered.number();
        var row = numbered.row();
        try {
            var problems = new ArrayList<FieldProblem>();
            if (row.getFieldCount() > row.getHeader().size()) {
                problems.add(new FieldProblem(
                        "", "too-many-fields", "The row has more fields than the heading; quote texts with commas"));
            }
            var form = new OutcomeForm(
                    id(row, "familyId", problems),
                    id(row, "childId", problems),
                    field(row, "kindCode"),
                    day(row, problems),
                    id(row, "correctsOutcomeId", problems),
                    yes(row, problems),
                    field(row, "note"));
            if (!problems.isEmpty()) {
                throw new Invalid(problems);
            }
            return new ImportView.Row(number, outcomes.take(form).id().value(), null);
        } catch (Invalid invalid) {
            return new ImportView.Row(number, null, invalid.problems());
        } catch (Refusal refusal) {
            var message = refusal.getMessage();
            return new ImportView.Row(
                    number, null, List.of(new FieldProblem("", refusal.code(), message == null ? "" : message)));
        }
    }

    private static @Nullable String field(NamedCsvRecord row, String name) {
        return row.findField(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    private static @Nullable UUID id(NamedCsvRecord row, String name, List<FieldProblem> problems) {
        var value = field(row, name);
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException notAnId) {
            problems.add(new FieldProblem(name, "not-an-id", "This is not an id; copy it from Kith"));
            return null;
        }
    }

    private static @Nullable LocalDate day(NamedCsvRecord row, List<FieldProblem> problems) {
        var value = field(row, "happenedOn");
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException notADay) {
            problems.add(new FieldProblem("happenedOn", "not-a-date", "Write the day as 2026-03-02"));
            return null;
        }
    }

    private static boolean yes(NamedCsvRecord row, List<FieldProblem> problems) {
        var value = field(row, "withdrawn");
        if (value != null && !"true".equalsIgnoreCase(value) && !"false".equalsIgnoreCase(value)) {
            problems.add(new FieldProblem("withdrawn", "not-true-or-false", "Write true or false"));
        }
        return "true".equalsIgnoreCase(value);
    }
}
