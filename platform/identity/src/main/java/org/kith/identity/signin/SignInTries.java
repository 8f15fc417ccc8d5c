package org.kith.identity.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import org.kith.identity.IdentitySettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts tries per account and address, and per address. A try is counted before the password is looked at, so that many at
 * once get no further than many in a row; success forgets them. An account is never locked for everybody, only for the address
 * that guesses.
 */
@Component
public class SignInTries {

    private final JdbcClient sql;
    private final Clock clock;
    private final IdentitySettings settings;

    SignInTries(JdbcClient sql, Clock clock, IdentitySettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    /** Counts one try, and says whether it may go on. */
    @Transactional
    public boolean mayTry(String username, String address) {
        boolean account = count(key(username, address)) <= settings.triesPerAccount();
        boolean whole = count(key("", address)) <= settings.triesPerAddress();
        return account && whole;
    }

    /** It was them: what they mistyped before no longer counts. */
    @Transactional
    public void succeeded(String username, String address) {
        sql.sql("delete from sign_in_try where try_key = :key")
                .param("key", key(username, address))
                .update();
        sql.sql("update sign_in_try set tries = greatest(tries - 1, 0) where try_key = :key")
                .param("key", key("", address))
                .update();
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT1H")
    void forgetOld() {
        sql.sql("delete from sign_in_try where since < :old")
                .param("old", Timestamp.from(clock.instant().minus(settings.waitAfterTries())))
                .update();
    }

    private int count(String key) {
        var now = clock.instant();
        return sql.sql("""
                insert into sign_in_try as kept (try_key, tries, since) values (:key, 1, :now)
                on conflict (try_key) do update set
                    tries = case when kept.since < :old then 1 else kept.tries + 1 end,
                    since = case when kept.since < :old then excluded.since else kept.since end
                returning tries
                """)
                .param("key", key)
                .param("now", Timestamp.from(now))
                .param("old", Timestamp.from(now.minus(settings.waitAfterTries())))
                .query(Integer.class)
                .single();
    }

    private static String key(String username, String address) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(username.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            hash.update(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JDK has no SHA-256", impossible);
        }
    }
}
