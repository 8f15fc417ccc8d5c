package org.kith.referral.letters;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.kith.referral.letters.Letters.Outcome;
import org.kith.referral.referrals.ReferralBook;
import org.kith.referral.referrals.ReferralId;
import org.kith.referral.referrals.ReferrerToTell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes to referrers whose referrals were decided, for the council that is bound. Letters are claimed and committed first, the
 * mail goes out in no transaction, then they are settled: a crash between the two sends the same mail again, and never loses one.
 */
@Component
class SendLetters {

    private static final Logger LOG = LoggerFactory.getLogger(SendLetters.class);
    private static final int MOST_AT_ONCE = 200;

    private final Letters letters;
    private final ReferralBook referrals;
    private final MailSender mail;
    private final TransactionTemplate transaction;
    private final LetterSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    SendLetters(
            Letters letters,
            ReferralBook referrals,
            MailSender mail,
            TransactionTemplate transaction,
            LetterSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.letters = letters;
        this.referrals = referrals;
        this.mail = mail;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    private record ToTell(Letter letter, ReferrerToTell referrer) {}

    /** One round; what no mail server took is tried again once it is out of hand. */
    void toAll() {
        var now = clock.instant();
        List<Letter> claimed =
                transaction.execute(status -> letters.claim(now, now.plus(settings.claim()), MOST_AT_ONCE));
        var byMailbox = new LinkedHashMap<String, List<ToTell>>();
        var nobody = new ArrayList<ReferralId>();
        for (var letter : claimed) {
            referrals
                    .toTell(letter.referral())
                    .ifPresentOrElse(
                            referrer -> byMailbox
                                    .computeIfAbsent(
                                            referrer.mailbox().strip().toLowerCase(Locale.ROOT),
                                            first -> new ArrayList<>())
                                    .add(new ToTell(letter, referrer)),
                            () -> nobody.add(letter.referral()));
        }
        settle(nobody, Outcome.NO_MAILBOX);
        byMailbox.forEach(this::send);
    }

    private void send(String mailbox, List<ToTell> together) {
        var ids = together.stream().map(one -> one.letter().referral()).toList();
        try {
            mail.send(DecisionMail.of(together.stream().map(ToTell::referrer).toList(), settings));
            settle(ids, Outcome.SENT);
            meters.counter("kith.letter.sent").increment();
        } catch (MailException away) {
            meters.counter("kith.letter.failed").increment();
            // neither the mailbox nor the server's own words, which may repeat it
            LOG.warn(
                    "The mail about {} decided referrals was not taken by the mail server ({}); it is tried again",
                    ids.size(),
                    away.getClass().getSimpleName());
            var tooLate = clock.instant().minus(settings.giveUpAfter());
            settle(
                    together.stream()
                            .map(ToTell::letter)
                            .filter(letter -> letter.decidedAt().isBefore(tooLate))
                            .map(Letter::referral)
                            .toList(),
                    Outcome.GIVEN_UP);
        }
    }

    private void settle(List<ReferralId> referrals, Outcome outcome) {
        transaction.executeWithoutResult(status -> letters.settle(referrals, outcome, clock.instant()));
    }
}
