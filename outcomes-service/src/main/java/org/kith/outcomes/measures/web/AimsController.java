package org.kith.outcomes.measures.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Aim;
import org.kith.outcomes.measures.Aims;
import org.kith.outcomes.measures.Figures;
import org.kith.outcomes.measures.Measure;
import org.kith.outcomes.measures.Period;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.outcomes.measures.Scopes;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Baselines and targets of measures. */
@RestController
class AimsController {

    private static final int LONGEST_SOURCE = 300;

    private static final long LARGEST = 10_000_000;

    /** What a straight way comes to in one month, or as much of it as lies in the period. */
    record MonthView(LocalDate from, LocalDate to, @Nullable Long onTheWay) {}

    /**
     * The aim of one measure.
     *
     * @param onTheWay what a straight way from baseline to target comes to for the period
     * @param months the same for each of its months; absent unless asked for
     */
    record AimView(
            String measureCode,
            @Nullable Long baselineValue,
            @Nullable LocalDate baselineOn,
            @Nullable Long targetValue,
            @Nullable LocalDate targetOn,
            @Nullable Long onTheWay,
            String source,
            Instant setAt,
            @Nullable List<MonthView> months) {

        static AimView of(Aim aim, Period period, boolean byMonth) {
            return new AimView(
                    aim.measure().name(),
                    aim.baseline() == null ? null : aim.baseline().value(),
                    aim.baseline() == null ? null : aim.baseline().on(),
                    aim.target() == null ? null : aim.target().value(),
                    aim.target() == null ? null : aim.target().on(),
                    aim.onTheWay(period).orElse(null),
                    aim.source(),
                    aim.at(),
                    byMonth
                            ? period.months().stream()
                                    .map(month -> new MonthView(
                                            month.from(),
                                            month.to(),
                                            aim.onTheWay(month).orElse(null)))
                                    .toList()
                            : null);
        }
    }

    /** All four numbers and days left out lift the aim. */
    record AimForm(
            @Nullable String scopeCode,
            @Nullable Long baselineValue,
            @Nullable LocalDate baselineOn,
            @Nullable Long targetValue,
            @Nullable LocalDate targetOn,
            @Nullable String source) {}

    private final FigureQuestions questions;
    private final Aims aims;
    private final Scopes scopes;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Figures figures;

    AimsController(
            FigureQuestions questions,
            Aims aims,
            Scopes scopes,
            Access access,
            Audit audit,
            Clock clock,
            Figures figures) {
        this.figures = figures;
        this.questions = questions;
        this.aims = aims;
        this.scopes = scopes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the same question as {@code GET /figures}, as they were known then. */
    @GetMapping("/figures/aims")
    @Transactional // not read only: a past moment waits for a folding under way, by a lock
    public List<AimView> aims(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(defaultValue = "false") boolean months) {
        var question = questions.of(from, to, scope, knownAt);
        audit.notes("figures.aims-seen", question.scope().value(), List.of());
        return aims.of(question.scope(), asOf(knownAt)).stream()
                .map(aim -> AimView.of(aim, question.period(), months))
                .toList();
    }

    /** An answer about now names the moment of its last fact; whoever asks for that very moment asks about now. */
    private Instant asOf(@Nullable Instant knownAt) {
        return knownAt == null || knownAt.equals(figures.now().knownAt()) ? clock.instant() : knownAt;
    }

    @PostMapping("/figures/{measureCode}/aim")
    @Transactional
    public List<AimView> set(@PathVariable String measureCode, @RequestBody AimForm form) {
        access.require(Act.SET_AIM);
        var measure = Measure.of(measureCode).orElseThrow(Refusal::notFound);
        var scope = form.scopeCode() == null ? ScopeCode.COUNTY : new ScopeCode(form.scopeCode());
        var problems = new ArrayList<FieldProblem>();
        if (!scopes.names().containsKey(scope)) {
            problems.add(new FieldProblem("scopeCode", "unknown-scope", "Use COUNTY or the code of a team"));
        }
        if (measure.sort() == Measure.Sort.HOURS) {
            problems.add(new FieldProblem(
                    "",
                    "no-aim-for-hours",
                    "A sum of hours has no target: aim at the number decided or helped in time"));
        }
        var baseline = point("baseline", form.baselineValue(), form.baselineOn(), problems);
        var target = point("target", form.targetValue(), form.targetOn(), problems);
        if (baseline != null && target != null && !target.on().isAfter(baseline.on())) {
            problems.add(new FieldProblem("targetOn", "not-later", "The target's day lies after the baseline's"));
        }
        var source = form.source() == null ? "" : form.source().strip();
        if (source.isEmpty()) {
            problems.add(new FieldProblem("source", "required", "Say where the numbers come from"));
        } else if (source.length() > LONGEST_SOURCE) {
            problems.add(new FieldProblem(
                    "source", "too-long", "This may have %d characters at most".formatted(LONGEST_SOURCE)));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        aims.set(new Aim(measure, scope, baseline, target, source, Acting.who().subject(), clock.instant()));
        audit.notes("figures.aim-set", measure.name(), List.of());
        return aims(null, null, scope.value(), null, false);
    }

    private static Aim.@Nullable Point point(
            String which, @Nullable Long value, @Nullable LocalDate on, List<FieldProblem> problems) {
        if (value == null && on == null) {
            return null;
        }
        if (value == null) {
            problems.add(new FieldProblem(which + "Value", "required", "Give the number, or leave out its day"));
            return null;
        }
        if (value < 0 || value > LARGEST) {
            problems.add(new FieldProblem(
                    which + "Value", "out-of-range", "Give a number from 0 to %,d".formatted(LARGEST)));
        }
        if (on == null) {
            problems.add(new FieldProblem(which + "On", "required", "Give the day of this number"));
            return null;
        }
        return new Aim.Point(value, on);
    }
}
