package org.kith.allocation.workers.web;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.validtimes.ValidTimes;
import org.kith.allocation.workers.Absence;
import org.kith.allocation.workers.AbsenceHandler;
import org.kith.allocation.workers.Absences;
import org.kith.allocation.workers.BeAway;
import org.kith.allocation.workers.ComeBack;
import org.kith.allocation.workers.RoleIn;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When a worker is away: for administrators, and for the manager of a team the worker is in. */
@RestController
@RequestMapping("/workers/{id}/absences")
class AbsenceController {

    /** An absence; {@code to} is absent while nobody knows. */
    record AbsenceView(
            UUID absenceId,
            UUID workerId,
            LocalDate from,
            @Nullable LocalDate to,
            String text) {

        static AbsenceView of(Absence absence) {
            return new AbsenceView(
                    absence.id(),
                    absence.worker().value(),
                    absence.from(),
                    absence.until(),
                    "Away " + absence.inWords());
        }
    }

    record BackForm(@Nullable LocalDate on) {}

    private final AbsenceHandler handler;
    private final Absences absences;
    private final WorkerDirectory directory;
    private final Involvements involvements;
    private final ValidTimes times;
    private final Access access;
    private final Audit audit;

    AbsenceController(
            AbsenceHandler handler,
            Absences absences,
            WorkerDirectory directory,
            Involvements involvements,
            ValidTimes times,
            Access access,
            Audit audit) {
        this.handler = handler;
        this.absences = absences;
        this.directory = directory;
        this.involvements = involvements;
        this.times = times;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public List<AbsenceView> absences(@PathVariable UUID id) {
        var worker = mayManage(id);
        audit.notes("absences.seen", id.toString(), List.of());
        return absences.of(worker).stream().map(AbsenceView::of).toList();
    }

    @PostMapping
    @Transactional
    public ResponseEntity<AbsenceView> away(@PathVariable UUID id, @RequestBody AbsenceForm form) {
        var worker = mayManage(id);
        form.check();
        var absence = UuidCreator.getTimeOrderedEpoch();
        handler.handle(new BeAway(absence, worker, Objects.requireNonNull(form.from()), form.to()));
        audit.notes("worker.away", id.toString(), List.of());
        return ResponseEntity.created(URI.create("/workers/" + id + "/absences/" + absence))
                .body(AbsenceView.of(new Absence(absence, worker, Objects.requireNonNull(form.from()), form.to())));
    }

    /** The first day back; today if it is not said. */
    @PostMapping("/{absence}/back")
    @Transactional
    public List<AbsenceView> back(
            @PathVariable UUID id, @PathVariable UUID absence, @RequestBody(required = false) @Nullable BackForm form) {
        var worker = mayManage(id);
        var day = form == null || form.on() == null ? times.today() : form.on();
        handler.handle(new ComeBack(absence, worker, day));
        audit.notes("worker.back", id.toString(), List.of());
        return absences.of(worker).stream().map(AbsenceView::of).toList();
    }

    private WorkerId mayManage(UUID id) {
        var worker = new WorkerId(id);
        if (access.may(Act.MANAGE_WORKERS)) {
            if (directory.find(worker).isEmpty()) {
                throw Refusal.notFound();
            }
            return worker;
        }
        access.requireInTeam(Act.NAME_LEAD, sharedTeam(worker));
        return worker;
    }

    /** A team of the worker's that the asker manages; of a worker without one, what nobody manages. */
    private String sharedTeam(WorkerId worker) {
        var managed = rolesOfAsker().stream()
                .filter(role -> role.role() == Role.TEAM_MANAGER)
                .map(Involvements.RoleHeld::teamCode)
                .toList();
        var teams = directory.find(worker).stream()
                .flatMap(colleague -> colleague.roles().stream())
                .filter(role -> !role.county())
                .map(RoleIn::team)
                .toList();
        return teams.stream().filter(managed::contains).findFirst().orElse("NOBODYS");
    }

    private List<Involvements.RoleHeld> rolesOfAsker() {
        try {
            return involvements.rolesOf(UUID.fromString(Acting.who().subject()));
        } catch (IllegalArgumentException notAWorker) {
            return List.of();
        }
    }
}
