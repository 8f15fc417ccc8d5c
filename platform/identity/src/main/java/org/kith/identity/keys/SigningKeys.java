package org.kith.identity.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the signing key on the first start and reads it on every later one. */
@Configuration(proxyBeanMethods = false)
class SigningKeys {

    /** RSA, since every library that checks tokens takes it without being asked. */
    private static final int BITS = 2048;

    /** Two issuers that start at once on an empty database make one key. */
    private static final long MAKING_A_KEY = 7601;

    @Bean
    JWKSource<SecurityContext> signingKey(JdbcClient sql, TransactionOperations transaction, Clock clock) {
        var keys = transaction.execute(status -> {
            sql.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", MAKING_A_KEY)
                    .query((row, number) -> true)
                    .list();
            var kept = kept(sql);
            if (kept.isEmpty()) {
                make(sql, clock);
                kept = kept(sql);
            }
            return kept;
        });
        if (keys == null) {
            throw new IllegalStateException("No signing key could be read or made");
        }
        return new ImmutableJWKSet<>(new JWKSet(keys));
    }

    private static List<JWK> kept(JdbcClient sql) {
        // a newer row is how a key is changed: tokens live ten minutes, so the former one needs no place in the set for
        // long
        var jwks = sql.sql("select jwk from signing_key order by made_at desc limit 1")
                .query(String.class)
                .list();
        var keys = new ArrayList<JWK>();
        for (String jwk : jwks) {
            try {
                keys.add(JWK.parse(jwk));
            } catch (ParseException unreadable) {
                throw new IllegalStateException("A row of signing_key is not a key", unreadable);
            }
        }
        return keys;
    }

    private static void make(JdbcClient sql, Clock clock) {
        try {
            var key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            sql.sql("insert into signing_key (key_id, jwk, made_at) values (:id, :jwk, :at)")
                    .param("id", key.getKeyID())
                    .param("jwk", key.toJSONString())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This JDK makes no RSA keys", impossible);
        }
    }
}
