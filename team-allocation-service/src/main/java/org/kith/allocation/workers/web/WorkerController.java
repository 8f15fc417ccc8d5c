package org.kith.allocation.workers.web;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamBook;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.validtimes.ValidTimes;
import org.kith.allocation.workers.LeaveRoles;
import org.kith.allocation.workers.LeaveRolesHandler;
import org.kith.allocation.workers.PlanWorker;
import org.kith.allocation.workers.PlanWorkerHandler;
import org.kith.allocation.workers.RegisterWorker;
import org.kith.allocation.workers.RegisterWorkerHandler;
import org.kith.allocation.workers.RoleIn;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.allocation.workers.WorkerDirectory.Colleague;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who I am, who works here, and registering somebody. */
@RestController
class WorkerController {

    /** One page of workers, and so many names at once. */
    private static final int MOST = 200;

    /** The signed-in person with their roles; somebody who was never registered has none. */
    record Me(String workerId, @Nullable String name, List<RoleView> roles) {}

    record RoleView(String role, String teamCode, @Nullable String teamName) {}

    record WorkerView(UUID workerId, String name, List<RoleView> roles) {}

    record WorkersPage(int total, List<WorkerView> items) {}

    record LeaveForm(@Nullable String teamCode, @Nullable LocalDate leftOn) {}

    record NamesForm(@Nullable List<UUID> ids) {}

    private final WorkerDirectory directory;
    private final TeamBooks teams;
    private final RegisterWorkerHandler registerWorker;
    private final LeaveRolesHandler leaveRoles;
    private final PlanWorkerHandler planWorker;
    private final ValidTimes times;
    private final Access access;
    private final Audit audit;

    WorkerController(
            WorkerDirectory directory,
            TeamBooks teams,
            RegisterWorkerHandler registerWorker,
            LeaveRolesHandler leaveRoles,
            PlanWorkerHandler planWorker,
            ValidTimes times,
            Access access,
            Audit audit) {
        this.directory = directory;
        this.teams = teams;
        this.registerWorker = registerWorker;
        this.leaveRoles = leaveRoles;
        this.planWorker = planWorker;
        this.times = times;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/me")
    @Transactional(readOnly = true)
    public Me me() {
        var who = Acting.who();
        if (who.kind() != Who.Kind.STAFF || !isId(who.subject())) {
            return new Me(who.subject(), null, List.of());
        }
        return directory
                .find(new WorkerId(UUID.fromString(who.subject())))
                .map(colleague -> new Me(who.subject(), colleague.name(), roles(colleague)))
                .orElseGet(() -> new Me(who.subject(), null, List.of()));
    }

    @GetMapping("/workers")
    @Transactional(readOnly = true)
    public WorkersPage workers(
            @RequestParam(required = false) @Nullable String teamCode,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        colleaguesOnly();
        page(offset, limit);
        var items = directory.holding(teamCode, offset, limit).stream()
                .map(this::view)
                .toList();
        return new WorkersPage(directory.countHolding(teamCode), items);
    }

    @PostMapping("/workers/names")
    @Transactional(readOnly = true)
    public Map<String, String> names(@RequestBody NamesForm form) {
        colleaguesOnly();
        var ids = form.ids();
        if (ids == null || ids.size() > MOST) {
            throw new Invalid(
                    List.of(new FieldProblem("ids", "too-many", "Ask for at most " + MOST + " names at once")));
        }
        var names = new HashMap<String, String>();
        directory.names(ids).forEach((id, name) -> names.put(id.toString(), name));
        return names;
    }

    @PostMapping("/workers")
    @Transactional
    public ResponseEntity<WorkerView> register(@RequestBody WorkerForm form) {
        access.require(Act.MANAGE_WORKERS);
        form.check();
        var worker = new WorkerId(Objects.requireNonNull(form.workerId()));
        var name = Objects.requireNonNull(form.name()).strip();
        var from = times.on(form.joinedOn(), "joinedOn", true);
        if (from.isAfter(times.today())) {
            planWorker.handle(new PlanWorker(
                    worker, name, form.rolesIn(), from, Acting.who().subject()));
            audit.notes("worker.planned", worker.value().toString(), List.of());
        } else {
            registerWorker.handle(new RegisterWorker(worker, name, form.rolesIn(), from));
            audit.notes("worker.registered", worker.value().toString(), List.of());
        }
        return ResponseEntity.created(URI.create("/workers/" + worker.value())).body(shown(worker));
    }

    @PostMapping("/workers/{id}/leave")
    @Transactional
    public WorkerView leave(@PathVariable UUID id, @RequestBody(required = false) @Nullable LeaveForm form) {
        access.require(Act.MANAGE_WORKERS);
        var worker = new WorkerId(id);
        var team = form == null ? null : form.teamCode();
        // one leaves everything by a plan; of a team one leaves by changing one's roles
        var on = times.on(form == null ? null : form.leftOn(), "leftOn", team == null);
        if (on.isAfter(times.today())) {
            planWorker.handle(
                    new PlanWorker(worker, null, null, on, Acting.who().subject()));
            audit.notes("worker.leaving-planned", id.toString(), List.of());
        } else {
            leaveRoles.handle(new LeaveRoles(worker, team, on));
            audit.notes("worker.left", id.toString(), List.of());
        }
        return shown(worker);
    }

    private WorkerView shown(WorkerId worker) {
        return directory.find(worker).map(this::view).orElseThrow(Refusal::notFound);
    }

    private WorkerView view(Colleague colleague) {
        return new WorkerView(colleague.id().value(), colleague.name(), roles(colleague));
    }

    private List<RoleView> roles(Colleague colleague) {
        var book = teams.current();
        return colleague.roles().stream()
                .map(role -> new RoleView(role.role().name(), role.team(), teamName(book, role)))
                .toList();
    }

    private @Nullable String teamName(TeamBook book, RoleIn role) {
        return role.county()
                ? null
                : book.team(new TeamCode(role.team()), teams.today())
                        .map(team -> team.name())
                        .orElse(null);
    }

    private static boolean isId(String subject) {
        try {
            UUID.fromString(subject);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static void page(int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw new Invalid(List.of(new FieldProblem(
                    "limit", "page-out-of-range", "Ask for 1 to " + MOST + " rows, from an offset of 0 or more")));
        }
    }

    private static void colleaguesOnly() {
        var kind = Acting.who().kind();
        if (kind == Who.Kind.AGENCY || kind == Who.Kind.PUBLIC) {
            throw Refusal.forbidden("not-for-agencies", "This is for people who work here");
        }
    }
}
