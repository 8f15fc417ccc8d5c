package org.kith.specialist.requests.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.DecisionRow;
import org.kith.specialist.requests.RequestLists;
import org.kith.specialist.requests.RequestRow;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a practitioner, for those who can make room or find somebody. */
@RestController
class QueueController {

    private static final int LONGEST_PAGE = 200;
    private static final Set<Role> WHOLE_COUNTY = EnumSet.of(Role.ALLOCATION_DUTY, Role.PRACTICE_LEAD);

    private final RequestLists lists;
    private final Involvements involvements;
    private final WorkingDays workingDays;
    private final Clock clock;
    private final Access access;
    private final Audit audit;

    QueueController(
            RequestLists lists,
            Involvements involvements,
            WorkingDays workingDays,
            Clock clock,
            Access access,
            Audit audit) {
        this.lists = lists;
        this.involvements = involvements;
        this.workingDays = workingDays;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/queue")
    @Transactional(readOnly = true)
    QueueView queue(
            @RequestParam(required = false) @Nullable String discipline,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        if (!access.may(Act.SEE_ALLOCATION_QUEUE)) {
            access.require(Act.SEE_TEAM_BOARD);
        }
        var asked = discipline == null ? null : known(discipline);
        var teams = teams(PractitionerId.acting().value());
        var page = lists.queue(asked, teams, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE));
        var mine = access.mayForFamilies(
                Act.SEE_TEAM_BOARD, page.stream().map(RequestRow::familyId).toList());
        var waiting = page.stream()
                .filter(request -> mine.contains(request.familyId()))
                .toList();
        audit.notes(
                "specialist-queue.seen",
                discipline,
                waiting.stream().map(RequestRow::familyId).distinct().toList());
        var decisions =
                lists.decisionsAbout(waiting.stream().map(RequestRow::requestId).toList());
        var noted = access.mayForFamilies(
                Act.READ_NOTES, waiting.stream().map(RequestRow::familyId).toList());
        var handedBack = decisions.stream()
                .filter(decision -> decision.outcome().equals("HANDED_BACK"))
                .collect(Collectors.toMap(DecisionRow::requestId, decision -> decision, (old, newer) -> newer));
        var reasons = decisions.stream()
                .filter(decision -> decision.outcome().equals("WAITS"))
                .collect(Collectors.toMap(DecisionRow::requestId, DecisionRow::reasons, (old, newer) -> newer));
        return new QueueView(
                lists.countQueue(asked, teams),
                waiting.stream()
                        .map(request -> item(
                                request,
                                reasons.getOrDefault(request.requestId(), List.of()),
                                handedBack.get(request.requestId()),
                                noted.contains(request.familyId())))
                        .toList());
    }

    /** The teams whose board somebody may see; null for those who look after the whole county. */
    private @Nullable List<String> teams(UUID workerId) {
        var roles = involvements.rolesOf(workerId);
        return roles.stream().anyMatch(held -> WHOLE_COUNTY.contains(held.role()))
                ? null
                : roles.stream().map(Involvements.RoleHeld::teamCode).distinct().toList();
    }

    private static QueueView.@Nullable HandedBack handedBack(@Nullable DecisionRow decision, boolean noted) {
        return decision == null
                ? null
                : new QueueView.HandedBack(
                        decision.at(), String.join("; ", decision.reasonTexts()), noted ? decision.note() : null);
    }

    private QueueView.Item item(
            RequestRow request, List<String> reasons, @Nullable DecisionRow handedBack, boolean noted) {
        var now = clock.instant();
        return new QueueView.Item(
                request.requestId(),
                request.familyId(),
                request.discipline().name(),
                request.discipline().words(),
                request.teamCode(),
                request.urgent(),
                request.waitingSince(),
                request.waitingSince() == null ? 0 : workingDays.between(day(request.waitingSince()), day(now)),
                request.limitAt(),
                request.limitAt() != null && request.limitAt().isBefore(now),
                reasons,
                reasons.stream().map(code -> Reason.valueOf(code).words()).toList(),
                handedBack(handedBack, noted));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkingDays.ZONE);
    }

    private static Discipline known(String code) {
        return Discipline.of(code)
                .orElseThrow(() -> new Invalid(
                        List.of(new FieldProblem("discipline", "unknown-code", "There is no such discipline"))));
    }
}
