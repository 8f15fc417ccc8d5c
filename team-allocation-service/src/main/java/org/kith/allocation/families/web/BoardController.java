package org.kith.allocation.families.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.ClosedTeamWatch;
import org.kith.allocation.families.Decision;
import org.kith.allocation.families.FamilyBoard;
import org.kith.allocation.families.FamilyStanding;
import org.kith.allocation.families.FamilyTasks;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.kith.allocation.workers.Absence;
import org.kith.allocation.workers.Absences;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Role;
import org.kith.platform.waiting.Waiting;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A team's board, and the queue of families that no team could be found for. */
@RestController
class BoardController {

    /** One page of a list. */
    private static final int MOST = 200;

    record TeamLine(
            String code,
            String name,
            String districtCode,
            @Nullable LocalDate liveFrom,
            boolean live) {}

    record WaitingLine(
            UUID familyId,
            String reasonCode,
            String reasonText,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent) {}

    record FamilyLine(
            UUID familyId,
            Instant since,
            @Nullable UUID leadWorkerId,
            @Nullable String leadName,
            List<String> reasons,
            @Nullable Instant leadBy,
            @Nullable TaskView afterJoin) {}

    /** {@code away} is today; whoever is away is not to be named as a lead. */
    record WorkerLine(
            UUID workerId,
            String name,
            String role,
            int families,
            boolean away,
            @Nullable LocalDate awayUntil,
            @Nullable String awayText) {}

    record BoardView(
            TeamLine team,
            int capacity,
            int fullCapacity,
            int held,
            List<WaitingLine> waiting,
            long waitingTotal,
            int total,
            List<FamilyLine> families,
            List<WorkerLine> workers,
            @Nullable TaskView closing) {}

    record QueueLine(
            UUID familyId,
            String reasonCode,
            String reasonText,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent,
            @Nullable String wantedTeam,
            @Nullable String districtCode,
            List<String> suggestedTeams) {}

    record QueueView(long total, List<QueueLine> items) {}

    private final FamilyBoard board;
    private final FamilyTasks tasks;
    private final ClosedTeamWatch closedTeams;
    private final TeamBooks teams;
    private final TeamRooms rooms;
    private final WorkerDirectory workers;
    private final Absences absences;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    BoardController(
            FamilyBoard board,
            FamilyTasks tasks,
            ClosedTeamWatch closedTeams,
            TeamBooks teams,
            TeamRooms rooms,
            WorkerDirectory workers,
            Absences absences,
            Access access,
            Audit audit,
            Clock clock) {
        this.board = board;
        this.tasks = tasks;
        this.closedTeams = closedTeams;
        this.teams = teams;
        this.rooms = rooms;
        this.workers = workers;
        this.absences = absences;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/teams/{code}/board")
    @Transactional(readOnly = true)
    public BoardView board(
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        page(offset, limit);
        access.requireInTeam(Act.SEE_TEAM_BOARD, code);
        if (!TeamCode.isOne(code)) {
            throw Refusal.notFound();
        }
        var team = teams.current().team(new TeamCode(code), teams.today()).orElseThrow(Refusal::notFound);
        // filtered before it is counted and cut into pages: a number tells nothing about families the asker may not
        // see, and no
        // family falls off the last page for them
        var held = board.idsHeldBy(team.code());
        var seen = access.mayForFamilies(Act.SEE_FAMILY, held);
        var mine = held.stream().filter(seen::contains).toList();
        var families = board.these(mine.stream().skip(offset).limit(limit).toList());
        var waiting = visible(board.waitingFor(team.code()));
        var shown = new HashSet<UUID>();
        families.forEach(family -> shown.add(family.family().value()));
        waiting.forEach(family -> shown.add(family.family().value()));
        audit.notes("team-board.seen", code, shown);
        return new BoardView(
                new TeamLine(team.code().value(), team.name(), team.district().value(), team.liveFrom(), team.live()),
                team.room(),
                team.capacityPoints(),
                rooms.held(team.code()),
                waiting.stream().map(this::waitingLine).toList(),
                board.countWaitingFor(team.code()),
                mine.size(),
                familyLines(families),
                workerLines(team.code()),
                TaskView.closing(closedTeams.about(team.code()), clock.instant()));
    }

    @GetMapping("/allocation-queue")
    @Transactional(readOnly = true)
    public QueueView queue(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        page(offset, limit);
        access.require(Act.SEE_ALLOCATION_QUEUE);
        var queue = board.queue(offset, limit);
        var mine = access.mayForFamilies(
                Act.PLACE_FAMILY,
                queue.stream()
                        .map(queued -> UUID.fromString(queued.item().key()))
                        .toList());
        var items = queue.stream()
                .filter(queued -> mine.contains(UUID.fromString(queued.item().key())))
                .map(BoardController::queueLine)
                .toList();
        audit.notes(
                "allocation-queue.seen",
                null,
                items.stream().map(QueueLine::familyId).toList());
        return new QueueView(board.queued(), items);
    }

    private List<FamilyStanding> visible(List<FamilyStanding> families) {
        var mine = access.mayForFamilies(
                Act.SEE_FAMILY,
                families.stream().map(family -> family.family().value()).toList());
        return families.stream()
                .filter(family -> mine.contains(family.family().value()))
                .toList();
    }

    private List<FamilyLine> familyLines(List<FamilyStanding> families) {
        var leads = new HashSet<UUID>();
        for (var family : families) {
            var lead = family.lead();
            if (lead != null) {
                leads.add(lead.value());
            }
        }
        var names = workers.names(leads);
        var reasons = board.reasons(families);
        var open = tasks.open(
                families.stream().map(family -> family.family().value()).toList());
        return families.stream()
                .map(family -> line(
                        family,
                        names,
                        reasons.get(family.family().value()),
                        open.getOrDefault(family.family().value(), List.of())))
                .toList();
    }

    private FamilyLine line(
            FamilyStanding family, Map<UUID, String> names, @Nullable Decision why, List<Waiting.Item> open) {
        var lead = family.lead();
        return new FamilyLine(
                family.family().value(),
                family.since(),
                lead == null ? null : lead.value(),
                lead == null ? null : names.get(lead.value()),
                why == null ? List.of() : why.reasons(),
                tasks.leadBy(family, open),
                TaskView.afterJoin(open, clock.instant()));
    }

    private List<WorkerLine> workerLines(TeamCode team) {
        var led = board.ledIn(team);
        var colleagues = workers.holding(team.value(), 0, MOST);
        var away = absences.on(
                teams.today(),
                colleagues.stream().map(colleague -> colleague.id().value()).toList());
        return colleagues.stream()
                .flatMap(colleague -> colleague.roles().stream()
                        .filter(role -> role.in(team))
                        .map(role -> line(
                                colleague,
                                role.role(),
                                led.getOrDefault(colleague.id().value(), 0),
                                away)))
                .toList();
    }

    private static WorkerLine line(
            WorkerDirectory.Colleague colleague, Role role, int families, Map<UUID, Absence> away) {
        var absence = away.get(colleague.id().value());
        return new WorkerLine(
                colleague.id().value(),
                colleague.name(),
                role.name(),
                families,
                absence != null,
                absence == null ? null : absence.until(),
                absence == null ? null : "Away " + absence.inWords());
    }

    private WaitingLine waitingLine(FamilyStanding family) {
        var reason = Objects.requireNonNull(family.waitReason());
        var limitAt = Objects.requireNonNull(family.limitAt());
        return new WaitingLine(
                family.family().value(),
                reason.name(),
                reason.text(),
                family.since(),
                limitAt,
                limitAt.isBefore(clock.instant()),
                family.urgent());
    }

    private static QueueLine queueLine(FamilyBoard.Queued queued) {
        var item = queued.item();
        var standing = queued.standing();
        return new QueueLine(
                UUID.fromString(item.key()),
                item.reasonCode(),
                WaitReason.valueOf(item.reasonCode()).text(),
                item.since(),
                item.limitAt(),
                item.overdue(),
                item.urgent(),
                standing == null || standing.wantedTeam() == null
                        ? null
                        : standing.wantedTeam().value(),
                standing == null || standing.district() == null
                        ? null
                        : standing.district().value(),
                queued.suggestions().stream().map(TeamCode::value).toList());
    }

    private static void page(int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw new Invalid(List.of(new FieldProblem(
                    "limit", "page-out-of-range", "Ask for 1 to " + MOST + " rows, from an offset of 0 or more")));
        }
    }
}
