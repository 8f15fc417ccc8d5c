package org.kith.referral.referrals;

import java.time.Duration;
import org.kith.platform.waiting.Waiting;
import org.kith.referral.households.FamilyId;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Every undecided referral waits here, with an owner and a limit; one that says danger is also a duty task of an hour. */
@Component
class ScreeningDesk {

    static final String DECISION = "REFERRAL_DECISION";
    static final String DANGER = "DANGER_REFERRAL";
    static final String OWNER = "SCREENING_WORKER";

    /** A child said to be in danger is looked at by a person within the hour. */
    private static final Duration DANGER_LIMIT = Duration.ofHours(1);

    /** What is written with a fact is written before it, so that both go to the database together. */
    static final int BEFORE_IT_IS_SAID = 0;

    private final Waiting waiting;

    ScreeningDesk(Waiting waiting) {
        this.waiting = waiting;
    }

    @EventListener
    @Order(BEFORE_IT_IS_SAID)
    void on(ReferralReceived received) {
        var key = received.referral().value().toString();
        var family = received.family().value().toString();
        waiting.begin(new Waiting.Item(
                DECISION,
                key,
                family,
                OWNER,
                "RECEIVED",
                received.immediateDanger(),
                received.receivedAt(),
                received.decisionDueAt(),
                false));
        if (received.immediateDanger()) {
            waiting.begin(new Waiting.Item(
                    DANGER,
                    key,
                    family,
                    OWNER,
                    "CHILD_SAID_TO_BE_IN_DANGER",
                    true,
                    received.receivedAt(),
                    received.receivedAt().plus(DANGER_LIMIT),
                    false));
        }
    }

    /** What waits is about the family a person says it is about. */
    @EventListener
    @Order(BEFORE_IT_IS_SAID)
    void on(ReferralMatchCorrected corrected) {
        var key = corrected.referral().value().toString();
        waiting.about(corrected.earlier().value().toString()).stream()
                .filter(item -> item.key().equals(key))
                .forEach(item -> isAbout(item, corrected.family()));
    }

    /** Whatever waits about one family is about another from now on. */
    void follow(FamilyId survivor, FamilyId absorbed) {
        waiting.about(absorbed.value().toString()).forEach(item -> isAbout(item, survivor));
    }

    private void isAbout(Waiting.Item item, FamilyId family) {
        waiting.begin(new Waiting.Item(
                item.kind(),
                item.key(),
                family.value().toString(),
                item.ownerCode(),
                item.reasonCode(),
                item.urgent(),
                item.since(),
                item.limitAt(),
                item.overdue()));
    }

    @EventListener
    @Order(BEFORE_IT_IS_SAID)
    void on(ReferralDecided decided) {
        var key = decided.referral().value().toString();
        waiting.end(DECISION, key);
        waiting.end(DANGER, key);
    }
}
