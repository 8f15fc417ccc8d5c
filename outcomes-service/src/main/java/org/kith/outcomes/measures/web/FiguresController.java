package org.kith.outcomes.measures.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.FromOutside;
import org.kith.outcomes.measures.Measure;
import org.kith.outcomes.measures.Scopes;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where figures, what they mean and the facts behind them are read. */
@RestController
class FiguresController {

    private static final int LONGEST_PAGE = 200;

    private final FigureQuestions questions;
    private final Figures figures;
    private final Scopes scopes;
    private final Access access;
    private final Audit audit;

    FiguresController(FigureQuestions questions, Figures figures, Scopes scopes, Access access, Audit audit) {
        this.questions = questions;
        this.figures = figures;
        this.scopes = scopes;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/figures")
    FiguresView figures(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(defaultValue = "false") boolean days) {
        var question = questions.of(from, to, scope, knownAt);
        audit.notes("figures.seen", question.scope().value(), List.of());
        var answer = questions.answer(question, days);
        return FiguresView.of(
                answer,
                FigureQuestions.shown(answer, false),
                question.period(),
                question.scope(),
                question.scopeText(),
                days);
    }

    /** A scope that figures can be asked for. */
    record ScopeView(String scopeCode, String text) {}

    @GetMapping("/figures/scopes")
    List<ScopeView> scopes() {
        access.require(Act.SEE_FIGURES);
        return scopes.names().entrySet().stream()
                .map(scope -> new ScopeView(scope.getKey().value(), scope.getValue()))
                .toList();
    }

    @GetMapping("/figures/definitions")
    List<DefinitionView> definitions() {
        access.require(Act.SEE_FIGURES);
        return Arrays.stream(Measure.values()).map(DefinitionView::of).toList();
    }

    @GetMapping("/figures/{measureCode}/facts")
    FactsView facts(
            @PathVariable String measureCode,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var question = questions.of(from, to, scope, knownAt);
        FromOutside.isNotShown("The facts behind a figure");
        var measure = Measure.of(measureCode).orElseThrow(Refusal::notFound);
        if (offset < 0 || limit < 1 || limit > LONGEST_PAGE) {
            throw new Invalid(List.of(new FieldProblem(
                    offset < 0 ? "offset" : "limit",
                    "out-of-range",
                    "An offset is not negative; a limit lies between 1 and %d".formatted(LONGEST_PAGE))));
        }
        var known = question.known() == null ? figures.now() : question.known();
        var behind = figures.behind(measure, known, question.scope(), question.period(), offset, limit);
        var mine = access.mayForFamilies(
                Act.SEE_FAMILY,
                behind.items().stream()
                        .map(source -> source.familyId())
                        .distinct()
                        .toList());
        var shown = new HashSet<UUID>();
        var items = behind.items().stream()
                .map(source -> {
                    var family = source.familyId();
                    boolean visible = mine.contains(family);
                    if (visible) {
                        shown.add(family);
                    }
                    return new FactsView.FactView(
                            source.sourceId(),
                            source.kind(),
                            visible ? family : null,
                            source.day(),
                            source.amount(),
                            source.recordedAt());
                })
                .toList();
        audit.notes("figures.facts-seen", measure.name(), shown);
        return new FactsView(
                measure.name(),
                question.scope().value(),
                known.knownAt(),
                known.knowledgeSequence(),
                behind.total(),
                behind.sum(),
                items);
    }
}
