package org.kith.referral.referrals;

import java.time.Clock;
import org.kith.platform.refusal.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Remembers who opened an undecided referral first, so that the referrer sees that somebody did. */
@Service
public class LookAtReferralHandler {

    private final Referrals referrals;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LookAtReferralHandler(Referrals referrals, Clock clock, ApplicationEventPublisher events) {
        this.referrals = referrals;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void handle(LookAtReferral command) {
        var referral = referrals.findById(command.referral().value()).orElseThrow(Refusal::notFound);
        var now = clock.instant();
        if (!referral.isDecided() && referral.lookAt(command.by(), now)) {
            referrals.saveAndFlush(referral);
            events.publishEvent(new ReferralLookedAt(command.referral(), referral.family(), command.by(), now));
        }
    }
}
