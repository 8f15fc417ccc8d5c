package org.kith.referral.referrals;

import java.time.Clock;
import java.util.Optional;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a worry: once per key, under a family, with a clock that runs from now. */
@Service
public class ReceiveReferralHandler {

    /** Working Together: a decision within one working day. */
    private static final int DAYS_TO_DECIDE = 1;

    private final ReceiptKeys keys;
    private final Recognition recognition;
    private final Referrals referrals;
    private final NewReferrals made;
    private final ValidTime validTime;
    private final WorkingDays workingDays;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ReceiveReferralHandler(
            ReceiptKeys keys,
            Recognition recognition,
            Referrals referrals,
            NewReferrals made,
            ValidTime validTime,
            WorkingDays workingDays,
            Clock clock,
            ApplicationEventPublisher events) {
        this.keys = keys;
        this.recognition = recognition;
        this.referrals = referrals;
        this.made = made;
        this.validTime = validTime;
        this.workingDays = workingDays;
        this.clock = clock;
        this.events = events;
    }

    /** The receipt that this body got under this key; nothing if none did, or another body. */
    @Transactional(readOnly = true)
    public Optional<Receipt> receiptOf(String client, String key, String body) {
        return keys.standsFor(client, key, body).flatMap(referrals::findById).map(known -> known.receipt(false));
    }

    /** The receipt: a new one, or the one this key already stands for. */
    @Transactional
    public Receipt handle(ReceiveReferral told) {
        // both in one round trip
        var claimed = keys.claim(told);
        var asked = recognition.ask(told);
        var number = claimed.first();
        if (number.isEmpty()) {
            return referrals
                    .findById(keys.standsFor(told))
                    .map(known -> known.receipt(false))
                    .orElseThrow();
        }
        var receivedAt = validTime.of(told.receivedAt());
        var clocked = new Clocked(receivedAt, clock.instant(), workingDays.deadline(receivedAt, DAYS_TO_DECIDE));
        var placed = recognition.place(told, asked, receivedAt, clocked.recordedAt());
        var receipt = made.keep(told, placed, Reference.ofNumber(number.get()), ReceiptToken.random(), clocked);
        events.publishEvent(new ReferralReceived(
                told.id(),
                placed.family(),
                placed.provisional(),
                placed.children(),
                told.referrer().sourceCode(),
                told.immediateDanger(),
                receivedAt,
                clocked.decisionDueAt()));
        return receipt;
    }
}
