package org.kith.referral.referrals.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.AsksForProblems;
import org.kith.platform.refusal.BodyAdvice;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.referral.codes.CodeList;
import org.kith.referral.referrals.ReceiptToken;
import org.kith.referral.referrals.Receipts;
import org.kith.referral.thresholds.ThresholdText;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The door for whoever has a worry: a person through the gateway, a signed-in worker or an agency's machine. */
@RestController
class IntakeController {

    static final String REFERRALS = "/referrals";

    private final Intake intake;
    private final Receipts receipts;
    private final Access access;
    private final Audit audit;
    private final ThresholdText thresholds;

    IntakeController(Intake intake, Receipts receipts, Access access, Audit audit, ThresholdText thresholds) {
        this.intake = intake;
        this.receipts = receipts;
        this.access = access;
        this.audit = audit;
        this.thresholds = thresholds;
    }

    @PostMapping(REFERRALS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReceiptAnswer> raise(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @AsksForProblems ReferralForm form,
            HttpServletRequest request) {
        access.require(Act.RAISE_REFERRAL);
        var unread = BodyAdvice.problemsOf(request);
        var receipt = audit.with(201, () -> {
            var taken = intake.take(form, unread, client(), key);
            audit.notes(
                    "referral.raised",
                    taken.referral().value().toString(),
                    List.of(taken.family().value()));
            return taken;
        });
        return ResponseEntity.created(URI.create("/receipts/" + receipt.token().value()))
                .body(ReceiptAnswer.of(receipt));
    }

    /** The agency, whichever of its machines it was, or the person. */
    static String client() {
        var who = Acting.who();
        return who.agency() == null ? who.subject() : "agency:" + who.agency();
    }

    @GetMapping("/receipts/{token}")
    ReceiptView receipt(@PathVariable String token) {
        var progress = ReceiptToken.read(token).flatMap(receipts::openedBy).orElseThrow(Refusal::notFound);
        var receipt = progress.receipt();
        audit.notes(
                "receipt.seen",
                receipt.referral().value().toString(),
                List.of(receipt.family().value()));
        return ReceiptView.of(progress);
    }

    @GetMapping("/referrals/codes")
    Map<String, List<?>> codes() {
        return Map.of(
                "referralSources", CodeList.REFERRAL_SOURCES.all(),
                "worries", CodeList.CONCERNS.all(),
                "sexes", CodeList.SEXES.all(),
                "relationships", CodeList.RELATIONSHIPS.all(),
                "familyKnows", CodeList.FAMILY_KNOWS.all(),
                "declineReasons", CodeList.DECLINE_REASONS.all(),
                "services", CodeList.SERVICES.all(),
                "levelsOfNeed", thresholds.levels());
    }
}
