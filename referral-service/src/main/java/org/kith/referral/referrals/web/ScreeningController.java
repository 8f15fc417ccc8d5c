package org.kith.referral.referrals.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.security.Who;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.referrals.CorrectMatch;
import org.kith.referral.referrals.CorrectMatchHandler;
import org.kith.referral.referrals.DecideReferralHandler;
import org.kith.referral.referrals.LookAtReferral;
import org.kith.referral.referrals.LookAtReferralHandler;
import org.kith.referral.referrals.Receipts;
import org.kith.referral.referrals.Reference;
import org.kith.referral.referrals.ReferralBook;
import org.kith.referral.referrals.ReferralId;
import org.kith.referral.referrals.ScreeningFiles;
import org.kith.referral.referrals.WaitingReferral;
import org.kith.referral.referrals.web.ScreeningViews.QueueItem;
import org.kith.referral.referrals.web.ScreeningViews.QueueView;
import org.kith.referral.referrals.web.ScreeningViews.ReferralView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The screening worker's door: the queue, one referral with everything that helps to decide it, and the decision. */
@RestController
class ScreeningController {

    /** Longest page of a list. */
    private static final int LONGEST_PAGE = 200;

    /** What became of a referral, so that the page can go on. */
    record Answer(UUID referralId, UUID familyId, String stage) {}

    private final ReferralBook book;
    private final HouseholdBook households;
    private final ScreeningFiles files;
    private final Receipts receipts;
    private final LookAtReferralHandler lookAt;
    private final CorrectMatchHandler correct;
    private final DecideReferralHandler decide;
    private final Access access;
    private final Involvements involvements;
    private final Audit audit;
    private final Clock clock;

    ScreeningController(
            ReferralBook book,
            HouseholdBook households,
            ScreeningFiles files,
            Receipts receipts,
            LookAtReferralHandler lookAt,
            CorrectMatchHandler correct,
            DecideReferralHandler decide,
            Access access,
            Involvements involvements,
            Audit audit,
            Clock clock) {
        this.book = book;
        this.households = households;
        this.files = files;
        this.receipts = receipts;
        this.lookAt = lookAt;
        this.correct = correct;
        this.decide = decide;
        this.access = access;
        this.involvements = involvements;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/screening")
    QueueView queue(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.SEE_SCREENING_QUEUE);
        var page = book.waiting(Math.max(0, offset), Math.clamp(limit, 1, LONGEST_PAGE));
        var open = access.mayForFamilies(
                Act.SEE_FAMILY,
                page.stream().map(waiting -> waiting.family().value()).toList());
        var closed = involvements.closedToAll(
                Role.SCREENING_WORKER,
                page.stream()
                        .map(waiting -> waiting.family().value())
                        .filter(family -> !open.contains(family))
                        .toList());
        var items = page.stream()
                .map(waiting -> item(
                        waiting,
                        !open.contains(waiting.family().value()),
                        closed.contains(waiting.family().value())))
                .toList();
        audit.notes(
                "screening-queue.seen",
                null,
                items.stream().map(QueueItem::familyId).distinct().toList());
        return new QueueView(book.countWaiting(), items);
    }

    private QueueItem item(WaitingReferral waiting, boolean restricted, boolean closedToScreening) {
        return new QueueItem(
                waiting.referral().value(),
                waiting.reference(),
                waiting.receivedAt(),
                waiting.decisionDueAt(),
                clock.instant().isAfter(waiting.decisionDueAt()),
                waiting.immediateDanger(),
                waiting.sourceCode(),
                waiting.children(),
                restricted ? List.of() : waiting.worries(),
                waiting.family().value(),
                restricted,
                closedToScreening);
    }

    @GetMapping("/screening/{referralId}")
    ReferralView open(@PathVariable UUID referralId) {
        var id = allowed(Act.SEE_FAMILY, referralId);
        if (access.may(Act.SCREEN_REFERRAL)) {
            lookAt.handle(new LookAtReferral(id, Acting.who().subject()));
        }
        var file = files.open(id);
        var candidates = file.candidates().stream()
                .filter(candidate -> access.mayForFamily(
                        Act.SCREEN_REFERRAL, candidate.family().value()))
                .toList();
        var visible =
                candidates.stream().map(candidate -> candidate.family().value()).toList();
        var others = file.others().stream()
                .filter(contact -> contact.family().equals(file.referral().family())
                        || visible.contains(contact.family().value()))
                .toList();
        audit.touches(
                "referral.seen",
                file.referral().family().value(),
                file.told().people().stream().map(person -> person.id().value()).toList());
        audit.notes("families.matched", referralId.toString(), visible);
        var maySee = access.mayForFamily(
                        Act.SEE_PROTECTED_ADDRESS, file.referral().family().value())
                && access.mayForFamily(
                        Act.SEE_PROTECTED_ADDRESS, file.referral().provisional().value());
        return ScreeningViewMaker.view(file, candidates, others, clock.instant(), maySee);
    }

    @PostMapping("/screening/{referralId}/family")
    Answer correct(@PathVariable UUID referralId, @RequestBody MatchForm form) {
        var id = allowed(Act.SCREEN_REFERRAL, referralId);
        form.requireOne();
        var family = form.familyId() == null
                ? null
                : households.goesOnAs(new FamilyId(form.familyId())).orElseThrow(Refusal::notFound);
        if (family != null) {
            access.requireForFamily(Act.SCREEN_REFERRAL, family.value());
        }
        correct.handle(new CorrectMatch(id, family, Acting.who().subject()));
        return answer(id, "referral.match-corrected");
    }

    @PostMapping("/screening/{referralId}/decision")
    Answer decide(@PathVariable UUID referralId, @RequestBody DecisionForm form) {
        return audit.with(200, () -> {
            var id = allowed(Act.SCREEN_REFERRAL, referralId);
            var decided = decide.handle(form.read(id, Acting.who().subject()));
            audit.touches("referral.decided", decided.family().value(), List.of());
            return new Answer(
                    id.value(), decided.family().value(), decided.state().name());
        });
    }

    private Answer answer(ReferralId id, String act) {
        var referral = book.find(id).orElseThrow(Refusal::notFound);
        audit.touches(act, referral.family().value(), List.of());
        return new Answer(
                id.value(), referral.family().value(), referral.state().name());
    }

    private ReferralId allowed(Act act, UUID referralId) {
        var id = new ReferralId(referralId);
        var asked = book.ask(id);
        access.require(Act.SEE_SCREENING_QUEUE);
        var referral = asked.first().orElseThrow(Refusal::notFound);
        access.requireForFamily(act, referral.family().value());
        return id;
    }

    /** For staff on the telephone and for operators who follow a referral: ids and the stage, nothing else. */
    @GetMapping("/referrals/by-reference/{reference}")
    Map<String, String> byReference(@PathVariable String reference) {
        var kind = Acting.who().kind();
        if (kind != Who.Kind.STAFF && kind != Who.Kind.OPERATOR) {
            throw Refusal.forbidden("not-for-you", "Only staff and operators look up a reference");
        }
        var receipt = Reference.read(reference).flatMap(book::called).orElseThrow(Refusal::notFound);
        var family = households.goesOnAs(receipt.family()).orElse(receipt.family());
        if (kind == Who.Kind.STAFF) {
            access.requireForFamily(Act.SEE_FAMILY, family.value());
        }
        audit.notes("reference.looked-up", receipt.referral().value().toString(), List.of(family.value()));
        return Map.of(
                "referralId", receipt.referral().value().toString(),
                "familyId", family.value().toString(),
                "stage", receipts.progress(receipt).stage().name());
    }
}
