package org.kith.gateway.worries;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.GatewaySettings;
import org.kith.gateway.pages.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * Sends somebody without an account the address under which their unfinished worry is kept. A mailbox is not a safe place: the mail
 * names nobody and says nothing of what was typed.
 */
@Component
public class ResumeMail {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeMail.class);

    private static final int LONGEST = 254;

    /** One address and nothing that a mail's header could take for more. */
    private static final Pattern MAILBOX =
            Pattern.compile("[^\\s@<>,;:\"()\\\\\\[\\]\\p{Cntrl}]{1,64}@[\\p{Alnum}.-]{1,190}\\.\\p{Alnum}{2,}");

    private final MailSender mail;
    private final Words words;
    private final MeterRegistry meters;
    private final String gateway;
    private final String from;
    private final String council;

    ResumeMail(
            MailSender mail,
            Words words,
            MeterRegistry meters,
            GatewaySettings settings,
            @Value("${kith.gateway.mail-from}") String from,
            @Value("${kith.gateway.council-name}") String council) {
        this.mail = mail;
        this.words = words;
        this.meters = meters;
        this.gateway = settings.address().toString();
        this.from = from;
        this.council = council;
    }

    /** Whether this can be somebody's e-mail address. */
    public static boolean isAMailbox(@Nullable String typed) {
        return typed != null
                && typed.strip().length() <= LONGEST
                && MAILBOX.matcher(typed.strip()).matches();
    }

    /** The address under which a draft is gone on with. */
    public String link(String draftKey) {
        return gateway + "/worries/" + draftKey;
    }

    /** Sends it; false if the mail server did not take it. */
    public boolean send(String mailbox, String draftKey, Instant goneAt) {
        var letter = new SimpleMailMessage();
        letter.setFrom(from);
        letter.setTo(mailbox.strip());
        letter.setSubject("Kith: go on where you stopped");
        letter.setText("""
                You began to tell %s of a worry. It is not sent yet.

                Go on here: %s

                It is kept until %s. Whoever has this link can read what you typed, so pass it on to nobody.
                This mail names nobody, on purpose. If you did not begin this, you need not do anything.

                If a child is in danger now, ring 999.
                """.formatted(council, link(draftKey), words.day(goneAt)));
        try {
            mail.send(letter);
            meters.counter("kith.resume-mail.sent").increment();
            return true;
        } catch (MailException away) {
            meters.counter("kith.resume-mail.failed").increment();
            // neither the mailbox nor the server's own words, which may repeat it
            LOG.warn(
                    "A link to go on later was not taken by the mail server ({})",
                    away.getClass().getSimpleName());
            return false;
        }
    }
}
