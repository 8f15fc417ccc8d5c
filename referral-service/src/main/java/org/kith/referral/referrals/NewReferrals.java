package org.kith.referral.referrals;

import java.util.stream.Collectors;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.referral.thresholds.ConcernCode;
import org.springframework.stereotype.Component;

/** Writes a referral when it is received; what becomes of it later is {@link Referral}'s. */
@Component
class NewReferrals {

    private static final String NEW = """
            insert into referral (council, id, version, reference, receipt_token, family_id, provisional_family_id, matched_by,
                source_code, referrer_name, referrer_role, referrer_organisation, referrer_telephone, referrer_email, worries,
                what_was_seen, family_knows, immediate_danger, children, received_at, recorded_at, decision_due_at, state)
            values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Statements statements;

    NewReferrals(Statements statements) {
        this.statements = statements;
    }

    /** Keeps it in the running transaction. */
    Receipt keep(ReceiveReferral told, Placed placed, Reference reference, ReceiptToken token, Clocked clocked) {
        var referrer = told.referrer();
        statements.add(
                NEW,
                Council.current().value(),
                told.id().value(),
                reference.value(),
                token.value(),
                placed.family().value(),
                placed.provisional().value(),
                placed.family().equals(placed.provisional()) ? MatchedBy.NOBODY : MatchedBy.RULES,
                referrer.sourceCode(),
                referrer.name(),
                referrer.role(),
                referrer.organisation(),
                referrer.telephone(),
                referrer.email(),
                told.worries().stream().map(ConcernCode::value).collect(Collectors.joining(" ")),
                placed.whatWasSeen(),
                told.familyKnows(),
                told.immediateDanger(),
                told.household().children().size(),
                clocked.receivedAt(),
                clocked.recordedAt(),
                clocked.decisionDueAt(),
                ReferralState.RECEIVED);
        return new Receipt(
                told.id(),
                reference,
                token,
                placed.family(),
                ReferralState.RECEIVED,
                told.immediateDanger(),
                clocked.receivedAt(),
                clocked.decisionDueAt(),
                true);
    }
}
