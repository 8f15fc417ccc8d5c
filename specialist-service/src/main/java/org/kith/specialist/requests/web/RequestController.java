package org.kith.specialist.requests.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Involvements;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.AcceptRequest;
import org.kith.specialist.requests.AcceptRequestHandler;
import org.kith.specialist.requests.AcceptanceLimit;
import org.kith.specialist.requests.AssignRequestHandler;
import org.kith.specialist.requests.ChoosablePractitioners;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.FinishRequest;
import org.kith.specialist.requests.FinishRequestHandler;
import org.kith.specialist.requests.HandBackRequestHandler;
import org.kith.specialist.requests.RequestId;
import org.kith.specialist.requests.RequestLists;
import org.kith.specialist.requests.RequestRow;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The practitioner's tray, and what is done with a request. */
@RestController
class RequestController {

    private static final int LONGEST_PAGE = 200;

    private final RequestLists lists;
    private final AcceptRequestHandler accept;
    private final HandBackRequestHandler handBack;
    private final FinishRequestHandler finish;
    private final AssignRequestHandler assign;
    private final ChoosablePractitioners choosable;
    private final AcceptanceLimit acceptanceLimit;
    private final Roster roster;
    private final Involvements involvements;
    private final Access access;
    private final Audit audit;

    RequestController(
            RequestLists lists,
            AcceptRequestHandler accept,
            HandBackRequestHandler handBack,
            FinishRequestHandler finish,
            AssignRequestHandler assign,
            ChoosablePractitioners choosable,
            AcceptanceLimit acceptanceLimit,
            Roster roster,
            Involvements involvements,
            Access access,
            Audit audit) {
        this.lists = lists;
        this.accept = accept;
        this.handBack = handBack;
        this.finish = finish;
        this.assign = assign;
        this.choosable = choosable;
        this.acceptanceLimit = acceptanceLimit;
        this.roster = roster;
        this.involvements = involvements;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/tray")
    @Transactional(readOnly = true)
    TrayView tray(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        var me = PractitionerId.acting();
        var mine = lists.tray(me, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE));
        audit.notes(
                "tray.seen",
                me.value().toString(),
                mine.stream().map(RequestRow::familyId).distinct().toList());
        var row = roster.row(me);
        var open = access.mayForFamilies(
                Act.RECORD_SPECIALIST_INPUT,
                mine.stream().map(RequestRow::familyId).toList());
        return new TrayView(
                lists.countTray(me),
                row.map(known -> known.capacity()).orElse(null),
                row.map(known -> known.digestWanted()).orElse(false),
                mine.stream()
                        .map(request -> item(request, open.contains(request.familyId())))
                        .toList());
    }

    /** What somebody needs to know of a request of theirs before they write about it. */
    @GetMapping("/requests/{requestId}")
    @Transactional(readOnly = true)
    RequestView one(@PathVariable UUID requestId) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        var me = PractitionerId.acting();
        var mine = lists.one(new RequestId(requestId))
                .filter(request -> me.value().equals(request.practitionerId()))
                .orElseThrow(Refusal::notFound);
        access.requireForFamily(Act.RECORD_SPECIALIST_INPUT, mine.familyId());
        audit.touches("request.seen", mine.familyId(), List.of());
        return new RequestView(
                mine.requestId(),
                mine.familyId(),
                mine.discipline().name(),
                mine.discipline().words(),
                mine.state(),
                mine.discipline().otherSide().isEmpty() && lists.hasPerpetratorsWorker(new FamilyId(mine.familyId())));
    }

    @PostMapping("/requests/{requestId}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable UUID requestId) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        accept.handle(new AcceptRequest(new RequestId(requestId), PractitionerId.acting()));
    }

    @PostMapping("/requests/{requestId}/hand-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handBack(@PathVariable UUID requestId, @RequestBody HandBackForm form) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        handBack.handle(form.of(requestId, PractitionerId.acting()));
    }

    @PostMapping("/requests/{requestId}/finish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finish(@PathVariable UUID requestId) {
        access.require(Act.SEE_SPECIALIST_TRAY);
        finish.handle(new FinishRequest(new RequestId(requestId), PractitionerId.acting()));
    }

    /** Whom a manager may choose for it now. */
    @GetMapping("/requests/{requestId}/practitioners")
    @Transactional(readOnly = true)
    ChoiceView choosable(@PathVariable UUID requestId) {
        var choice = choosable.of(new RequestId(requestId));
        audit.touches("request.choice-seen", choice.request().familyId(), List.of());
        return ChoiceView.of(choice);
    }

    @PostMapping("/requests/{requestId}/assign")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(@PathVariable UUID requestId, @RequestBody AssignForm form) {
        assign.handle(form.of(requestId));
    }

    private TrayView.Item item(RequestRow request, boolean open) {
        return new TrayView.Item(
                request.requestId(),
                request.familyId(),
                request.discipline().name(),
                request.discipline().words(),
                request.state(),
                request.teamCode(),
                request.urgent(),
                request.assignedAt(),
                request.acceptedAt(),
                acceptanceLimit.of(request),
                open ? leadOf(request.familyId()) : null,
                !open);
    }

    private @Nullable UUID leadOf(UUID familyId) {
        return involvements.withFamily(familyId).stream()
                .filter(involvement ->
                        involvement.as() == Involvements.As.LEAD_PRACTITIONER && involvement.until() == null)
                .map(Involvements.Involvement::workerId)
                .findFirst()
                .orElse(null);
    }
}
