package org.kith.specialist.chapters.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Who;
import org.kith.specialist.chapters.Chapters;
import org.kith.specialist.chapters.InputKind;
import org.kith.specialist.chapters.Reader;
import org.kith.specialist.chapters.RecordInputHandler;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.AcceptanceLimit;
import org.kith.specialist.requests.DecisionRow;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.HandBackReason;
import org.kith.specialist.requests.RequestLists;
import org.kith.specialist.requests.RequestRow;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where practitioners write, and where those who work with a family read. */
@RestController
class ChapterController {

    private static final int LONGEST_PAGE = 200;

    private static final String WITHHELD_FROM_SURVIVORS_WORKER =
            "The chapter of the other side of the abuse, if there is one, is not shown to you. Its worker decides what is shared.";

    private static final String WITHHELD_FROM_PERPETRATORS_WORKER =
            "The chapter of the other side of the abuse, if there is one, is not shown to you, nor are the words of other specialists"
                    + " unless they opened them to you. Whoever wrote them decides what is shared.";

    private final Chapters chapters;
    private final RequestLists requests;
    private final RecordInputHandler record;
    private final AcceptanceLimit acceptanceLimit;
    private final Involvements involvements;
    private final Access access;
    private final Audit audit;

    ChapterController(
            Chapters chapters,
            RequestLists requests,
            RecordInputHandler record,
            AcceptanceLimit acceptanceLimit,
            Involvements involvements,
            Access access,
            Audit audit) {
        this.chapters = chapters;
        this.requests = requests;
        this.record = record;
        this.acceptanceLimit = acceptanceLimit;
        this.involvements = involvements;
        this.access = access;
        this.audit = audit;
    }

    /** What a practitioner gets back: the entry's id. */
    record Recorded(UUID inputId) {}

    @PostMapping("/requests/{requestId}/inputs")
    ResponseEntity<Recorded> record(@PathVariable UUID requestId, @RequestBody InputForm form) {
        var command = form.on(requestId, PractitionerId.acting(), record.wrongWith(form.happenedAt()));
        record.handle(command);
        return ResponseEntity.status(201).body(new Recorded(command.input().value()));
    }

    @GetMapping("/families/{familyId}")
    @Transactional(readOnly = true)
    FamilyView family(
            @PathVariable UUID familyId,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        access.requireForFamily(Act.SEE_FAMILY, familyId);
        var family = new FamilyId(involvements.survivorOf(familyId));
        audit.touches("chapters.seen", family.value(), List.of());
        var reader = reader(family);
        var shown = requests.ofFamily(family).stream()
                .filter(request -> !reader.hidden().contains(request.discipline()))
                .toList();
        var decisions = requests
                .decisionsAbout(shown.stream().map(RequestRow::requestId).toList())
                .stream()
                .collect(Collectors.groupingBy(DecisionRow::requestId));
        return new FamilyView(
                family.value(),
                involvements.teamOf(family.value()),
                shown.stream()
                        .map(request -> view(request, decisions.getOrDefault(request.requestId(), List.of()), reader))
                        .toList(),
                shown.stream().flatMap(ChapterController::atWork).toList(),
                chapters.count(family, reader),
                inputs(family, reader, offset, limit),
                withheld(reader));
    }

    private static @Nullable String withheld(Reader reader) {
        if (reader.hidden().isEmpty()) {
            return null;
        }
        return reader.hidden().contains(Discipline.DOMESTIC_ABUSE_SURVIVOR)
                ? WITHHELD_FROM_PERPETRATORS_WORKER
                : WITHHELD_FROM_SURVIVORS_WORKER;
    }

    /** Everybody but staff has no side; the doors of agencies and analysts are closed before this. */
    private Reader reader(FamilyId family) {
        return Acting.who().kind() == Who.Kind.STAFF
                ? chapters.reader(UUID.fromString(Acting.who().subject()), family)
                : new Reader(null, Set.of());
    }

    private List<FamilyView.Input> inputs(FamilyId family, Reader reader, int offset, int limit) {
        return chapters.inputs(family, reader, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE)).stream()
                .map(input -> new FamilyView.Input(
                        input.inputId(),
                        input.requestId(),
                        input.discipline().name(),
                        input.practitionerId(),
                        input.kindCode(),
                        input.happenedAt(),
                        input.recordedAt(),
                        input.text()))
                .toList();
    }

    private static Stream<FamilyView.Practitioner> atWork(RequestRow request) {
        return request.endedAt() == null && request.practitionerId() != null && request.assignedAt() != null
                ? Stream.of(new FamilyView.Practitioner(
                        request.practitionerId(), request.discipline().name(), request.assignedAt()))
                : Stream.empty();
    }

    private FamilyView.Request view(RequestRow request, List<DecisionRow> decisions, Reader reader) {
        return new FamilyView.Request(
                request.requestId(),
                request.discipline().name(),
                request.discipline().words(),
                request.state(),
                request.teamCode(),
                request.urgent(),
                request.practitionerId(),
                request.requestedAt(),
                request.assignedAt(),
                request.acceptedAt(),
                request.waitingSince(),
                request.waitingSince() == null ? acceptanceLimit.of(request) : request.limitAt(),
                request.endedAt(),
                request.endReason(),
                decisions.stream()
                        .map(decision -> view(decision, reader.mayRead(request.discipline(), decision.by())))
                        .toList());
    }

    private static FamilyView.Decision view(DecisionRow decision, boolean withNote) {
        return new FamilyView.Decision(
                decision.at(),
                decision.outcome(),
                decision.practitionerId(),
                decision.reasons(),
                decision.reasonTexts(),
                withNote ? decision.note() : null,
                decision.by());
    }

    /** A code and how forms say it. */
    record Code(String code, String text) {}

    /** The codes that forms of this service need. */
    record Codes(List<Code> disciplines, List<Code> inputKinds, List<Code> handBackReasons) {}

    @GetMapping("/codes")
    Codes codes() {
        return new Codes(
                Arrays.stream(Discipline.values())
                        .map(discipline -> new Code(discipline.name(), discipline.words()))
                        .toList(),
                Arrays.stream(InputKind.values())
                        .map(kind -> new Code(kind.name(), kind.words()))
                        .toList(),
                Arrays.stream(HandBackReason.values())
                        .map(reason -> new Code(reason.name(), reason.words()))
                        .toList());
    }
}
