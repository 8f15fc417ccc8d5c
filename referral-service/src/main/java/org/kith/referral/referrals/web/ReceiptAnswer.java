package org.kith.referral.referrals.web;

import java.time.Instant;
import org.kith.referral.referrals.Receipt;

/** What the sender of a worry gets back. */
public record ReceiptAnswer(
        String reference, String receiptToken, String stage, Instant receivedAt, Instant decisionDueAt) {

    static ReceiptAnswer of(Receipt receipt) {
        return new ReceiptAnswer(
                receipt.reference().value(),
                receipt.token().value(),
                receipt.state().name(),
                receipt.receivedAt(),
                receipt.decisionDueAt());
    }
}
