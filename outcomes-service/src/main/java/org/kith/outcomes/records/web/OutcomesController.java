package org.kith.outcomes.records.web;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.Histories;
import org.kith.outcomes.records.OutcomeId;
import org.kith.outcomes.records.OutcomeKind;
import org.kith.outcomes.records.OutcomeRecord;
import org.kith.outcomes.records.OutcomeRecords;
import org.kith.outcomes.records.RecordOutcome;
import org.kith.outcomes.records.RecordOutcomeHandler;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a worker records what changed for a child, and reads what is known of a family. */
@RestController
class OutcomesController {

    private final RecordOutcomeHandler recordOutcome;
    private final OutcomeRecords records;
    private final Histories histories;
    private final Access access;
    private final Audit audit;

    OutcomesController(
            RecordOutcomeHandler recordOutcome,
            OutcomeRecords records,
            Histories histories,
            Access access,
            Audit audit) {
        this.recordOutcome = recordOutcome;
        this.records = records;
        this.histories = histories;
        this.access = access;
        this.audit = audit;
    }

    @PostMapping("/outcomes")
    @ResponseStatus(HttpStatus.CREATED)
    OutcomeView record(@RequestBody OutcomeForm form) {
        return OutcomeView.of(take(form), !Boolean.TRUE.equals(form.withdrawn()), true);
    }

    @GetMapping("/families/{familyId}")
    FamilyOutcomesView family(@PathVariable UUID familyId) {
        access.requireForFamily(Act.SEE_FAMILY, familyId);
        var history = histories.of(new FamilyId(familyId)).orElseThrow(Refusal::notFound);
        var children = history.children();
        var standing = records.standingIn(history.members()).stream()
                .map(OutcomeRecord::id)
                .collect(Collectors.toSet());
        boolean withNotes = access.mayForFamily(Act.READ_NOTES, familyId);
        var childIds = children.stream().map(ChildId::value).toList();
        audit.touches("outcomes.seen", familyId, childIds);
        return new FamilyOutcomesView(
                history.family().value(),
                childIds,
                history.journeys().stream()
                        .map(FamilyOutcomesView.JourneyView::of)
                        .toList(),
                records.in(history.members()).stream()
                        .map(outcome -> OutcomeView.of(outcome, standing.contains(outcome.id()), withNotes))
                        .toList());
    }

    /** What can be recorded of a child, for forms; {@code begins} says whether it begins or ends an episode. */
    record KindView(String kindCode, String text, String episode, boolean begins) {}

    @GetMapping("/outcomes/kinds")
    List<KindView> kinds() {
        if (!access.may(Act.SEE_FAMILY)) {
            access.require(Act.RECORD_OUTCOME);
        }
        return Arrays.stream(OutcomeKind.values())
                .map(kind -> new KindView(kind.name(), kind.text(), kind.episodeCode(), kind.begins()))
                .toList();
    }

    /** Asks for the right, records, and notes it: the same for a form and for a row of a file. */
    OutcomeRecord take(OutcomeForm form) {
        var missing = missing(form);
        var family = form.familyId();
        var child = form.childId();
        if (family == null || child == null) {
            missing.addAll(recordOutcome.wrongWith(
                    form.kindCode(), form.happenedOn(), Boolean.TRUE.equals(form.withdrawn()), form.note()));
            throw new Invalid(missing);
        }
        access.requireForFamily(Act.RECORD_OUTCOME, family);
        audit.touches("outcome.recorded", family, List.of(child));
        return recordOutcome.handle(new RecordOutcome(
                new OutcomeId(UuidCreator.getTimeOrderedEpoch()),
                new FamilyId(family),
                new ChildId(child),
                form.kindCode(),
                form.happenedOn(),
                form.correctsOutcomeId() == null ? null : new OutcomeId(form.correctsOutcomeId()),
                Boolean.TRUE.equals(form.withdrawn()),
                form.note()));
    }

    private static List<FieldProblem> missing(OutcomeForm form) {
        var missing = new ArrayList<FieldProblem>();
        if (form.familyId() == null) {
            missing.add(new FieldProblem("familyId", "required", "Say which family"));
        }
        if (form.childId() == null) {
            missing.add(new FieldProblem("childId", "required", "Say which child"));
        }
        return missing;
    }
}
