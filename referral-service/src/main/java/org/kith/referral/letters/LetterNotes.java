package org.kith.referral.letters;

import java.time.Clock;
import java.time.Duration;
import org.kith.referral.referrals.ReferralDecided;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes with each decision that its referrer is to be told, in the transaction that decides. */
@Component
class LetterNotes {

    /** A decision that is entered long after it was made was told when it was made. */
    private static final Duration NEWS = Duration.ofDays(2);

    private final Letters letters;
    private final Clock clock;

    LetterNotes(Letters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @EventListener
    void on(ReferralDecided decided) {
        if (decided.at().isAfter(clock.instant().minus(NEWS))) {
            letters.add(decided.referral(), decided.at());
        }
    }
}
