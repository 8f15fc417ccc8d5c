package org.kith.referral.letters;

import java.util.List;
import org.kith.referral.referrals.ReferrerToTell;
import org.springframework.mail.SimpleMailMessage;

/**
 * What a referrer is told: that it was decided, and where they see how. A mailbox is not a safe place, so the mail names nobody and
 * says nothing of the family's business; not even what was decided.
 */
final class DecisionMail {

    private DecisionMail() {}

    /** One mail for everything that was decided for one mailbox. */
    static SimpleMailMessage of(List<ReferrerToTell> decided, LetterSettings settings) {
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(decided.getFirst().mailbox());
        mail.setSubject(
                decided.size() == 1
                        ? "Kith: what you told us was looked at"
                        : "Kith: %d of the worries you told us of were looked at".formatted(decided.size()));
        var text = new StringBuilder(
                decided.size() == 1
                        ? "What you told us was looked at and decided. Your receipt says what happens next.\n"
                        : "What you told us was looked at and decided. Each receipt says what happens next.\n");
        decided.forEach(one -> text.append("\n%s: %s/receipt/%s\n"
                .formatted(
                        one.reference().value(), settings.gateway(), one.token().value())));
        mail.setText(text.append("\nWhoever has a link sees how far it has come, and nothing about the family.")
                .append(" This mail names nobody, on purpose.\n")
                .append("If you see or hear more, tell us again: %s/worries/new\n".formatted(settings.gateway()))
                .append("If a child is in danger now, ring 999.\n")
                .toString());
        return mail;
    }
}
