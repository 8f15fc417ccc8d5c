package org.kith.identity.tokens;

import java.sql.Timestamp;
import java.time.Clock;
import org.kith.identity.accounts.AccountDisabled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what a disabled account still holds, and forgets what has ended by itself. */
@Component
class TokensThatAreOut {

    private final JdbcClient sql;
    private final Clock clock;

    TokensThatAreOut(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @EventListener
    void on(AccountDisabled disabled) {
        sql.sql("delete from oauth2_authorization where principal_name = :subject")
                .param("subject", disabled.accountId().toString())
                .update();
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT30M")
    void forgetEnded() {
        sql.sql("""
                delete from oauth2_authorization where id in (
                    select id from oauth2_authorization
                    where greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at) < :now
                    limit 10000)
                """).param("now", Timestamp.from(clock.instant())).update();
    }
}
