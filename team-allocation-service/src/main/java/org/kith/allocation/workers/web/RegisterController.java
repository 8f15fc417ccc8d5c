package org.kith.allocation.workers.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamBook;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.PlannedChange;
import org.kith.allocation.workers.PlannedChanges;
import org.kith.allocation.workers.RoleIn;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.allocation.workers.WorkerDirectory.Colleague;
import org.kith.allocation.workers.WorkerDirectory.Held;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everybody who works or worked here, with what was, is and will be; for those who administer it. */
@RestController
class RegisterController {

    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_NAME = 120;

    record HeldView(
            String role,
            String teamCode,
            @Nullable String teamName,
            LocalDate joinedOn,
            @Nullable LocalDate leftOn) {}

    record RoleView(String role, String teamCode, @Nullable String teamName) {}

    record PlanView(LocalDate from, boolean leaves, List<RoleView> roles) {}

    record Line(
            UUID workerId,
            String name,
            List<RoleView> roles,
            @Nullable PlanView planned) {}

    record Page(int total, List<Line> items) {}

    record Entry(
            UUID workerId,
            String name,
            List<RoleView> roles,
            List<HeldView> history,
            @Nullable PlanView planned) {}

    private final WorkerDirectory directory;
    private final PlannedChanges planned;
    private final TeamBooks teams;
    private final Access access;
    private final Audit audit;

    RegisterController(WorkerDirectory directory, PlannedChanges planned, TeamBooks teams, Access access, Audit audit) {
        this.directory = directory;
        this.planned = planned;
        this.teams = teams;
        this.access = access;
        this.audit = audit;
    }

    /** Also for those who decide which workers may see a family: they choose from it, and see no plans. */
    @GetMapping("/workers/register")
    @Transactional(readOnly = true)
    public Page everybody(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        boolean manages = access.may(Act.MANAGE_WORKERS);
        if (!manages) {
            access.require(Act.RESTRICT_FAMILY);
        }
        var asked = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        var page = directory.everybody(asked, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE));
        var plans = manages ? planned.of(page.stream().map(Colleague::id).toList()) : Map.<WorkerId, PlannedChange>of();
        var book = teams.current();
        audit.notes("workers.listed", null, List.of());
        return new Page(
                directory.countEverybody(asked),
                page.stream()
                        .map(one -> new Line(
                                one.id().value(),
                                one.name(),
                                roles(one.roles(), book),
                                plan(plans.get(one.id()), book)))
                        .toList());
    }

    @GetMapping("/workers/{id}")
    @Transactional(readOnly = true)
    public Entry one(@PathVariable UUID id) {
        access.require(Act.MANAGE_WORKERS);
        var worker = new WorkerId(id);
        var colleague = directory.find(worker).orElseThrow(Refusal::notFound);
        var book = teams.current();
        audit.notes("worker.seen", id.toString(), List.of());
        return new Entry(
                id,
                colleague.name(),
                roles(colleague.roles(), book),
                directory.history(worker).stream().map(held -> held(held, book)).toList(),
                plan(planned.of(Set.of(worker)).get(worker), book));
    }

    @PostMapping("/workers/{id}/plan/cancel")
    @Transactional
    public Entry cancel(@PathVariable UUID id) {
        access.require(Act.MANAGE_WORKERS);
        planned.cancel(new WorkerId(id));
        audit.notes("worker.plan-cancelled", id.toString(), List.of());
        return one(id);
    }

    private @Nullable PlanView plan(@Nullable PlannedChange plan, TeamBook book) {
        return plan == null
                ? null
                : new PlanView(plan.from(), plan.leaves(), roles(plan.roles() == null ? Set.of() : plan.roles(), book));
    }

    private List<RoleView> roles(Iterable<RoleIn> roles, TeamBook book) {
        return java.util.stream.StreamSupport.stream(roles.spliterator(), false)
                .sorted(Comparator.comparing(RoleIn::team).thenComparing(RoleIn::role))
                .map(role -> new RoleView(role.role().name(), role.team(), teamName(role, book)))
                .toList();
    }

    private HeldView held(Held held, TeamBook book) {
        return new HeldView(
                held.role().role().name(),
                held.role().team(),
                teamName(held.role(), book),
                held.joinedOn(),
                held.leftOn());
    }

    private @Nullable String teamName(RoleIn role, TeamBook book) {
        return role.county()
                ? null
                : book.team(new TeamCode(role.team()), teams.today())
                        .map(team -> team.name())
                        .orElse(null);
    }
}
