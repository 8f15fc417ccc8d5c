package org.kith.outcomes.records;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.FamilyHistory;
import org.kith.outcomes.journeys.Histories;
import org.kith.outcomes.journeys.Retelling;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds an outcome to what is known of a child, if it can be true beside the rest. */
@Service
public class RecordOutcomeHandler {

    /** Nobody who is a child today had anything happen before this day: an earlier one is a slip of the pen. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private static final int LONGEST_NOTE = 2000;

    private final Histories histories;
    private final OutcomeRecords records;
    private final Retelling retelling;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordOutcomeHandler(
            Histories histories,
            OutcomeRecords records,
            Retelling retelling,
            ApplicationEventPublisher events,
            Clock clock) {
        this.histories = histories;
        this.records = records;
        this.retelling = retelling;
        this.events = events;
        this.clock = clock;
    }

    /** Records it and returns what was recorded. */
    @Transactional
    public OutcomeRecord handle(RecordOutcome told) {
        var command = told.about(histories.knownAs(told.child()));
        var history = histories.locked(command.family()).orElseThrow(Refusal::notFound);
        var ofChild = new ChildRecords(records.of(command.child()));
        var outcome = checked(command, history, ofChild);
        ofChild.takes(outcome);
        records.add(outcome);
        retelling.touched(history.family());
        if (outcome.corrects() != null) {
            // it may have been recorded while the child was known in another family
            ofChild.find(outcome.corrects()).ifPresent(replaced -> retelling.touched(replaced.family()));
        }
        events.publishEvent(new OutcomeRecorded(outcome, history.teamOn(outcome.happenedOn())));
        return outcome;
    }

    /** What is wrong with an outcome whoever it is about, so that it can be said together with a family or child that is missing. */
    public List<FieldProblem> wrongWith(
            @Nullable String kindCode, @Nullable LocalDate happenedOn, boolean withdrawn, @Nullable String note) {
        var problems = new ArrayList<FieldProblem>();
        if (!withdrawn) {
            kind(kindCode, problems);
            day(happenedOn, problems);
        }
        note(note, problems);
        return problems;
    }

    private static void note(@Nullable String note, List<FieldProblem> problems) {
        if (note != null && note.length() > LONGEST_NOTE) {
            problems.add(
                    new FieldProblem("note", "too-long", "A note has at most %d characters".formatted(LONGEST_NOTE)));
        }
    }

    private OutcomeRecord checked(RecordOutcome command, FamilyHistory history, ChildRecords ofChild) {
        var problems = new ArrayList<FieldProblem>();
        if (!history.children().contains(command.child())) {
            problems.add(new FieldProblem(
                    "childId", "unknown-child", "No referral about this family names this child; check the child"));
        }
        var named = named(command, ofChild, problems);
        var kind =
                command.withdrawn() ? named.map(OutcomeRecord::kind).orElse(null) : kind(command.kindCode(), problems);
        var day = command.withdrawn()
                ? named.map(OutcomeRecord::happenedOn).orElse(null)
                : day(command.happenedOn(), problems);
        note(command.note(), problems);
        if (kind == null || day == null || !problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return new OutcomeRecord(
                command.id(),
                history.family(),
                command.child(),
                kind,
                day,
                command.corrects(),
                command.withdrawn(),
                command.note(),
                clock.instant(),
                Acting.who().subject());
    }

    private static Optional<OutcomeRecord> named(
            RecordOutcome command, ChildRecords ofChild, List<FieldProblem> problems) {
        if (command.corrects() == null) {
            if (command.withdrawn()) {
                problems.add(new FieldProblem(
                        "correctsOutcomeId", "required", "Say which record never happened: give its id"));
            }
            return Optional.empty();
        }
        var named = ofChild.find(command.corrects());
        if (named.isEmpty()) {
            problems.add(new FieldProblem(
                    "correctsOutcomeId", "unknown-record", "No record of this child has this id; check it"));
        } else if (named.get().withdrawn()) {
            problems.add(new FieldProblem(
                    "correctsOutcomeId", "is-a-withdrawal", "A withdrawal is not corrected; record the outcome anew"));
        }
        return named;
    }

    private static @Nullable OutcomeKind kind(@Nullable String code, List<FieldProblem> problems) {
        if (code == null || code.isBlank()) {
            problems.add(new FieldProblem("kindCode", "required", "Say what happened"));
            return null;
        }
        var kind = OutcomeKind.of(code);
        if (kind.isEmpty()) {
            problems.add(new FieldProblem(
                    "kindCode",
                    "unknown-code",
                    "Use one of CARE_ENTRY, CARE_EXIT, PROTECTION_PLAN_START, PROTECTION_PLAN_END, PROCEEDINGS_ISSUED,"
                            + " PROCEEDINGS_CONCLUDED"));
        }
        return kind.orElse(null);
    }

    private @Nullable LocalDate day(@Nullable LocalDate day, List<FieldProblem> problems) {
        if (day == null) {
            problems.add(new FieldProblem("happenedOn", "required", "Say on which day, as 2026-03-02"));
        } else if (day.isAfter(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE))) {
            problems.add(new FieldProblem(
                    "happenedOn", "date-in-the-future", "What has not happened yet cannot be recorded; check the day"));
        } else if (day.isBefore(EARLIEST)) {
            problems.add(new FieldProblem(
                    "happenedOn", "date-too-early", "The day lies before the year 2000; check the year"));
        } else {
            return day;
        }
        return null;
    }
}
