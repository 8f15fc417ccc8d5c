package org.kith.referral.letters;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.referral.referrals.ReferralId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is still to be told, and what is in hand. A sender claims letters for a while, so that two instances do not tell twice. */
@Component
class Letters {

    /** How a letter ended. */
    enum Outcome {
        SENT,
        NO_MAILBOX,
        GIVEN_UP
    }

    private final JdbcClient jdbc;

    Letters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ReferralId referral, Instant decidedAt) {
        jdbc.sql("""
                        insert into letter (council, referral_id, decided_at)
                        values (current_setting('kith.council'), :referral, :at) on conflict do nothing""")
                .param("referral", referral.value())
                .param("at", Timestamp.from(decidedAt))
                .update();
    }

    /** Takes some into hand until then, oldest first. */
    List<Letter> claim(Instant now, Instant until, int most) {
        return jdbc.sql("""
                        update letter set claimed_until = :until, tries = tries + 1
                        where council = current_setting('kith.council') and referral_id in (
                            select referral_id from letter
                            where council = current_setting('kith.council') and settled_at is null
                              and (claimed_until is null or claimed_until < :now)
                            order by decided_at, referral_id limit :most for update skip locked)
                        returning referral_id, decided_at, tries""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, number) -> new Letter(
                        new ReferralId(row.getObject("referral_id", UUID.class)),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getInt("tries")))
                .list();
    }

    void settle(List<ReferralId> referrals, Outcome outcome, Instant at) {
        if (!referrals.isEmpty()) {
            jdbc.sql("""
                            update letter set settled_at = :at, outcome = :outcome, claimed_until = null
                            where council = current_setting('kith.council') and referral_id in (:referrals)""")
                    .param("at", Timestamp.from(at))
                    .param("outcome", outcome.name())
                    .param(
                            "referrals",
                            referrals.stream().map(ReferralId::value).toList())
                    .update();
        }
    }
}
