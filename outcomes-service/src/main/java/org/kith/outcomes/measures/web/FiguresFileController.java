package org.kith.outcomes.measures.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Figure;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.SmallNumbers;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures on the screen as a tidy file: one row per measure, or per measure and day. */
@RestController
class FiguresFileController {

    /** Tells spreadsheets that the file is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final FigureQuestions questions;
    private final Audit audit;

    FiguresFileController(FigureQuestions questions, Audit audit) {
        this.questions = questions;
        this.audit = audit;
    }

    @GetMapping("/figures.csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    ResponseEntity<byte[]> file(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(defaultValue = "false") boolean days,
            @RequestParam(defaultValue = "false") boolean withoutSmallNumbers) {
        if (days && withoutSmallNumbers) {
            throw new Invalid(List.of(new FieldProblem(
                    "days", "too-small", "Single days are too small to be shown without small numbers")));
        }
        var question = questions.of(from, to, scope, knownAt);
        audit.notes("figures.downloaded", question.scope().value(), List.of());
        var answer = questions.answer(question, days);
        var body = BYTE_ORDER_MARK
                + (days
                        ? byDay(question, answer)
                        : byMeasure(question, answer, FigureQuestions.shown(answer, withoutSmallNumbers)));
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("kith-figures-%s-%s.csv"
                                        .formatted(
                                                question.period().from(),
                                                question.period().to()))
                                .build()
                                .toString())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String byMeasure(
            FigureQuestions.Question question, Figures.Answer answer, List<SmallNumbers.Shown> shown) {
        var text = new StringWriter();
        var csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord(
                "known_at",
                "knowledge_sequence",
                "scope_code",
                "scope",
                "from",
                "to",
                "measure_code",
                "measure",
                "value",
                "count",
                "median_hours");
        for (var one : shown) {
            var figure = one.figure();
            csv.writeRecord(
                    answer.known().knownAt().toString(),
                    Long.toString(answer.known().knowledgeSequence()),
                    harmless(question.scope().value()),
                    harmless(question.scopeText()),
                    question.period().from().toString(),
                    question.period().to().toString(),
                    figure.measure().name(),
                    harmless(figure.measure().text()),
                    one.value() == null ? SmallNumbers.SUPPRESSED : one.value().toString(),
                    one.count() == null ? "" : one.count().toString(),
                    one.median() == null ? "" : one.median().toString());
        }
        return text.toString();
    }

    private static String byDay(FigureQuestions.Question question, Figures.Answer answer) {
        var text = new StringWriter();
        var csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord(
                "known_at",
                "knowledge_sequence",
                "scope_code",
                "scope",
                "measure_code",
                "measure",
                "day",
                "value",
                "running_total");
        for (Figure figure : answer.figures()) {
            for (var day : figure.days()) {
                csv.writeRecord(
                        answer.known().knownAt().toString(),
                        Long.toString(answer.known().knowledgeSequence()),
                        harmless(question.scope().value()),
                        harmless(question.scopeText()),
                        figure.measure().name(),
                        harmless(figure.measure().text()),
                        day.day().toString(),
                        Long.toString(day.value()),
                        day.running() == null ? "" : day.running().toString());
            }
        }
        return text.toString();
    }

    /** A text that a spreadsheet would run as a formula gets an apostrophe in front. Numbers stay numbers. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
