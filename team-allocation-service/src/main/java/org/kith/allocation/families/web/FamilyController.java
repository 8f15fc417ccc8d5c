package org.kith.allocation.families.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.kith.allocation.families.CloseFamily;
import org.kith.allocation.families.CloseFamilyHandler;
import org.kith.allocation.families.CloseReason;
import org.kith.allocation.families.FamilyBoard;
import org.kith.allocation.families.FamilyId;
import org.kith.allocation.families.LetFamilyGo;
import org.kith.allocation.families.LetFamilyGoHandler;
import org.kith.allocation.families.LetGoReason;
import org.kith.allocation.families.NameLead;
import org.kith.allocation.families.NameLeadHandler;
import org.kith.allocation.families.PlaceFamily;
import org.kith.allocation.families.PlaceFamilyHandler;
import org.kith.allocation.families.TransferFamily;
import org.kith.allocation.families.TransferFamilyHandler;
import org.kith.allocation.families.TransferReason;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.validtimes.ValidTimes;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One family's place: seeing it, and what managers and duty workers do with it. */
@RestController
@RequestMapping("/families/{id}")
class FamilyController {

    private final FamilyBoard board;
    private final PlaceFamilyHandler placeFamily;
    private final NameLeadHandler nameLead;
    private final TransferFamilyHandler transferFamily;
    private final CloseFamilyHandler closeFamily;
    private final LetFamilyGoHandler letFamilyGo;
    private final FamilyWords words;
    private final ValidTimes times;
    private final Access access;
    private final Audit audit;

    FamilyController(
            FamilyBoard board,
            PlaceFamilyHandler placeFamily,
            NameLeadHandler nameLead,
            TransferFamilyHandler transferFamily,
            CloseFamilyHandler closeFamily,
            LetFamilyGoHandler letFamilyGo,
            FamilyWords words,
            ValidTimes times,
            Access access,
            Audit audit) {
        this.board = board;
        this.placeFamily = placeFamily;
        this.nameLead = nameLead;
        this.transferFamily = transferFamily;
        this.closeFamily = closeFamily;
        this.letFamilyGo = letFamilyGo;
        this.words = words;
        this.times = times;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public FamilyView family(@PathVariable UUID id) {
        access.requireForFamily(Act.SEE_FAMILY, id);
        audit.touches("family-place.seen", id, List.of());
        return shown(id, access.mayForFamily(Act.READ_NOTES, id));
    }

    @PostMapping("/place")
    @Transactional
    public FamilyView place(@PathVariable UUID id, @RequestBody ActForms.PlaceForm form) {
        form.check();
        placeFamily.handle(new PlaceFamily(
                new FamilyId(id),
                new TeamCode(Objects.requireNonNull(form.teamCode())),
                Objects.requireNonNull(form.reason()).strip(),
                times.at(form.at())));
        return done("family.placed", id);
    }

    @PostMapping("/lead")
    @Transactional
    public FamilyView lead(@PathVariable UUID id, @RequestBody ActForms.LeadForm form) {
        form.check();
        nameLead.handle(new NameLead(
                new FamilyId(id), new WorkerId(Objects.requireNonNull(form.workerId())), times.at(form.at())));
        return done("lead.named", id);
    }

    @PostMapping("/transfer")
    @Transactional
    public FamilyView transfer(@PathVariable UUID id, @RequestBody ActForms.TransferForm form) {
        form.check();
        transferFamily.handle(new TransferFamily(
                new FamilyId(id),
                new TeamCode(Objects.requireNonNull(form.teamCode())),
                TransferReason.valueOf(Objects.requireNonNull(form.reasonCode())),
                form.note(),
                times.at(form.at())));
        return done("family.transferred", id);
    }

    @PostMapping("/close")
    @Transactional
    public FamilyView close(@PathVariable UUID id, @RequestBody ActForms.CloseForm form) {
        form.check();
        closeFamily.handle(new CloseFamily(
                new FamilyId(id),
                CloseReason.valueOf(Objects.requireNonNull(form.reasonCode())),
                form.note(),
                times.at(form.at())));
        return done("family.closed", id);
    }

    @PostMapping("/let-go")
    @Transactional
    public FamilyView letGo(@PathVariable UUID id, @RequestBody ActForms.LetGoForm form) {
        form.check();
        letFamilyGo.handle(new LetFamilyGo(
                new FamilyId(id),
                LetGoReason.valueOf(Objects.requireNonNull(form.reasonCode())),
                Objects.requireNonNull(form.note()).strip(),
                times.at(form.at())));
        return done("family.let-go", id);
    }

    private FamilyView done(String act, UUID id) {
        audit.touches(act, id, List.of());
        return shown(id, true);
    }

    private FamilyView shown(UUID id, boolean withNotes) {
        var standing = board.goesOn(new FamilyId(id)).orElseThrow(Refusal::notFound);
        return words.family(standing, board.decisions(standing.family()), withNotes);
    }
}
