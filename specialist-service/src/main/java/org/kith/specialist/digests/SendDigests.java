package org.kith.specialist.digests;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends one digest to each practitioner who has something new, for the council that is bound. Lines are claimed and committed
 * first, the mail goes out in no transaction, then they are marked: a crash between the two sends the same digest again, and
 * never loses one.
 */
@Component
class SendDigests {

    private static final Logger LOG = LoggerFactory.getLogger(SendDigests.class);

    private final DigestLines lines;
    private final Roster roster;
    private final MailSender mail;
    private final TransactionTemplate transaction;
    private final DigestSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    SendDigests(
            DigestLines lines,
            Roster roster,
            MailSender mail,
            TransactionTemplate transaction,
            DigestSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.lines = lines;
        this.roster = roster;
        this.mail = mail;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Answers whether everything that was to be told was told. */
    boolean toAll() {
        List<PractitionerId> people = transaction.execute(status -> lines.toBeTold(clock.instant()));
        boolean allSent = true;
        for (var practitioner : people) {
            allSent &= to(practitioner);
        }
        return allSent;
    }

    private boolean to(PractitionerId practitioner) {
        Optional<String> mailbox = transaction.execute(status -> {
            var found = roster.digestMailbox(practitioner);
            if (found.isEmpty()) {
                lines.forgetAll(practitioner);
            }
            return found;
        });
        return mailbox.isEmpty() || send(practitioner, mailbox.get());
    }

    private boolean send(PractitionerId practitioner, String mailbox) {
        var now = clock.instant();
        List<DigestLine> claimed =
                transaction.execute(status -> lines.claim(practitioner, now, now.plus(settings.claim())));
        if (claimed.isEmpty()) {
            return true;
        }
        try {
            mail.send(DigestMail.of(claimed, mailbox, settings));
        } catch (MailException e) {
            transaction.executeWithoutResult(status -> lines.letGo(claimed));
            meters.counter("kith.digest.failed").increment();
            // neither the mailbox nor the server's own words, which may repeat it
            LOG.warn(
                    "The digest of practitioner {} was not taken by the mail server ({}); it is tried again",
                    practitioner.value(),
                    e.getClass().getSimpleName());
            return false;
        }
        transaction.executeWithoutResult(status -> lines.sent(claimed, clock.instant()));
        meters.counter("kith.digest.sent").increment();
        return true;
    }
}
