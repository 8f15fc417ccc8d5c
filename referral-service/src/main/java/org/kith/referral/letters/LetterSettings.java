package org.kith.referral.letters;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When referrers are written to, and from whom.
 *
 * @param every how often; what was decided about several referrals of one mailbox in between is one mail
 * @param claim for how long one sender has letters in hand; longer than a mail server may take
 * @param giveUpAfter when a mail that no server takes is not tried again
 * @param from the sender's address
 * @param gateway the one address people open, for the link to the receipt
 */
@ConfigurationProperties("kith.referral.letters")
record LetterSettings(
        @DefaultValue("5m") Duration every,
        @DefaultValue("10m") Duration claim,
        @DefaultValue("2d") Duration giveUpAfter,
        @DefaultValue("kith@example.org") String from,
        @DefaultValue("http://127.0.0.1:7600") String gateway) {

    LetterSettings {
        if (!every.isPositive() || !claim.isPositive() || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException("Letters need a pause of more than nothing between them");
        }
    }
}
