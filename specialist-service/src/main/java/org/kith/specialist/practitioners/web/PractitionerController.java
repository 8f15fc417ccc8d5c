package org.kith.specialist.practitioners.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerRow;
import org.kith.specialist.practitioners.RegisterPractitionerHandler;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.practitioners.TakeLeaveHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of practitioners. */
@RestController
class PractitionerController {

    private static final int LONGEST_PAGE = 200;

    private final RegisterPractitionerHandler register;
    private final TakeLeaveHandler leave;
    private final Roster roster;
    private final Access access;
    private final Audit audit;

    PractitionerController(
            RegisterPractitionerHandler register, TakeLeaveHandler leave, Roster roster, Access access, Audit audit) {
        this.register = register;
        this.leave = leave;
        this.roster = roster;
        this.access = access;
        this.audit = audit;
    }

    @PostMapping("/practitioners")
    ResponseEntity<PractitionerRow> register(@RequestBody PractitionerForm form) {
        access.require(Act.MANAGE_SPECIALISTS);
        var command = form.command();
        audit.notes("practitioner.registered", command.practitioner().value().toString(), List.of());
        var isNew = register.handle(command);
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .body(roster.row(command.practitioner()).orElseThrow());
    }

    @PostMapping("/practitioners/{practitionerId}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable UUID practitionerId, @RequestBody LeaveForm form) {
        access.require(Act.MANAGE_SPECIALISTS);
        audit.notes("practitioner.leave", practitionerId.toString(), List.of());
        leave.handle(form.of(practitionerId));
    }

    @GetMapping("/practitioners")
    @Transactional(readOnly = true)
    PractitionersView list(
            @RequestParam(required = false) @Nullable String discipline,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        if (!access.may(Act.MANAGE_SPECIALISTS) && !access.may(Act.SEE_TEAM_BOARD)) {
            access.require(Act.SEE_SPECIALIST_TRAY);
        }
        var asked = discipline == null ? null : known(discipline);
        audit.notes("practitioners.seen", discipline, List.of());
        return new PractitionersView(
                roster.count(asked), roster.rows(asked, Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE)));
    }

    private static Discipline known(String code) {
        return Discipline.of(code)
                .orElseThrow(() -> new Invalid(
                        List.of(new FieldProblem("discipline", "unknown-code", "There is no such discipline"))));
    }
}
