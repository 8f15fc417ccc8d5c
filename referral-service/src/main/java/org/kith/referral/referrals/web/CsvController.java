package org.kith.referral.referrals.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.files.CsvText;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.referral.referrals.Receipt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The door for a file of referrals: each row in a transaction of its own, so that a bad one takes no good one with it. */
@RestController
class CsvController {

    /** Rows of one file; more are sent as several files. */
    private static final int MOST_ROWS = 5_000;

    /** Longest row key: with its prefix it is an idempotency key of 200 characters at most. */
    private static final int LONGEST_KEY = 190;

    /** What became of the file; rows are counted as a spreadsheet does, the headings being row 1. */
    public record FileAnswer(int taken, int refused, List<RowAnswer> rows) {}

    /** What became of one row: a receipt, or what is wrong with it by column. */
    public record RowAnswer(
            int row, @Nullable String reference, @Nullable String receiptToken, List<FieldProblem> errors) {}

    private final Intake intake;
    private final Access access;
    private final Audit audit;

    CsvController(Intake intake, Access access, Audit audit) {
        this.intake = intake;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/referrals/csv/columns")
    List<CsvColumn> columns() {
        return CsvColumn.ALL;
    }

    @PostMapping(path = "/referrals/csv", consumes = "text/csv")
    FileAnswer take(@RequestBody byte[] file) {
        access.require(Act.RAISE_REFERRAL);
        var rows = new ArrayList<RowAnswer>();
        var families = new ArrayList<UUID>();
        for (var row : read(file)) {
            rows.add(take(row, families));
        }
        audit.notes("referrals.imported", "csv", families);
        int taken = families.size();
        return new FileAnswer(taken, rows.size() - taken, rows);
    }

    private RowAnswer take(ReadRow read, List<UUID> families) {
        var row = read.row();
        int number = read.number();
        if (row == null) {
            return new RowAnswer(number, null, null, read.problems());
        }
        try {
            var receipt = receive(row);
            families.add(receipt.family().value());
            return new RowAnswer(
                    number, receipt.reference().value(), receipt.token().value(), List.of());
        } catch (Invalid invalid) {
            return new RowAnswer(
                    number,
                    null,
                    null,
                    invalid.problems().stream().map(row::byColumn).toList());
        } catch (Refusal refusal) {
            return new RowAnswer(
                    number,
                    null,
                    null,
                    List.of(new FieldProblem("row_key", refusal.code(), String.valueOf(refusal.getMessage()))));
        }
    }

    private Receipt receive(CsvRow row) {
        var key = row.field("row_key");
        var form = row.form();
        var problems = new ArrayList<>(row.problems());
        if (key == null || key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl)) {
            problems.add(new FieldProblem(
                    "row_key", "required", "Give each row a key of %d characters at most".formatted(LONGEST_KEY)));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return intake.take(form, List.of(), IntakeController.client(), "csv:" + key);
    }

    /** A row that could be read, or what is wrong with it. */
    private record ReadRow(int number, @Nullable CsvRow row, List<FieldProblem> problems) {}

    private static List<ReadRow> read(byte[] file) {
        var rows = new ArrayList<ReadRow>();
        var keys = new HashSet<String>();
        var whole = CsvText.of(file);
        var text = whole.stripLeading();
        // the headings are row 1, unless lines before them are empty
        int number = 1
                + (int) whole.substring(0, whole.length() - text.length())
                        .lines()
                        .count();
        try (var csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // a row that is empty is passed over, but counts as it does in a spreadsheet
                .skipEmptyLines(false)
                .ofNamedCsvRecord(text)) {
            for (var row : csv) {
                number++;
                if (row.getFields().stream().allMatch(String::isEmpty)) {
                    continue;
                }
                if (rows.isEmpty()) {
                    checkHeadings(row.getHeader());
                }
                if (rows.size() >= MOST_ROWS) {
                    throw Refusal.unprocessable(
                            "too-many-rows",
                            "A file may have %d rows at most".formatted(MOST_ROWS),
                            "Send several files");
                }
                rows.add(checked(number, row, keys));
            }
        } catch (CsvParseException broken) {
            rows.add(broken(
                    number + 1, "malformed-csv", "From here on the file is not CSV: a quotation mark may be missing"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw Refusal.unprocessable(
                    "empty-file",
                    "The file has no rows",
                    "Send headings and at least one row; GET /referrals/csv/columns");
        }
        return rows;
    }

    private static ReadRow checked(int number, NamedCsvRecord row, Set<String> keys) {
        if (row.getFieldCount() != row.getHeader().size()) {
            return broken(number, "wrong-number-of-fields", "This row has another number of fields than the headings");
        }
        var read = new CsvRow(row);
        var key = read.field("row_key");
        if (key != null && !keys.add(key)) {
            return broken(
                    number, "said-twice", "This row_key stands in the file twice: each row needs a key of its own");
        }
        return new ReadRow(number, read, List.of());
    }

    private static ReadRow broken(int number, String code, String message) {
        return new ReadRow(number, null, List.of(new FieldProblem("row_key", code, message)));
    }

    private static void checkHeadings(List<String> headings) {
        var known = CsvColumn.ALL.stream().map(CsvColumn::column).toList();
        var problems = new ArrayList<FieldProblem>();
        headings.stream()
                .filter(heading -> !known.contains(heading))
                .forEach(heading -> problems.add(new FieldProblem(
                        "heading " + (headings.indexOf(heading) + 1), "unknown-column", "There is no such column")));
        headings.stream()
                .collect(Collectors.groupingBy(heading -> heading, Collectors.counting()))
                .forEach((heading, times) -> {
                    if (times > 1 && known.contains(heading)) {
                        problems.add(new FieldProblem(
                                heading,
                                "said-twice",
                                "This heading is there %d times: leave one column of that name".formatted(times)));
                    }
                });
        CsvColumn.ALL.stream()
                .filter(column -> column.required() && !headings.contains(column.column()))
                .forEach(column -> problems.add(
                        new FieldProblem(column.column(), "required", "This column is missing: " + column.text())));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
