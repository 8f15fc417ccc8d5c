package org.kith.platform.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks the signature of a token once. The same bytes under the same key cannot come out otherwise; what may have changed since
 * is asked every time: whether the issuer still has that key, whether the token has run out, and whom it is from and for.
 */
final class KnownTokens implements JwtDecoder {

    /** More people and machines than act in a service within the minutes that a token lives; the rest are read again. */
    private static final int MOST = 2_000;

    /** A token with the key the issuer had afterwards; sure is that it was checked with this one only when it was there before, too. */
    private record Known(Jwt token, JWK key, boolean sure) {}

    private final JwtDecoder reader;
    private final JWKSource<SecurityContext> keys;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Map<String, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    });

    KnownTokens(JwtDecoder reader, JWKSource<SecurityContext> keys, OAuth2TokenValidator<Jwt> validator) {
        this.reader = reader;
        this.keys = keys;
        this.validator = validator;
    }

    @Override
    public Jwt decode(String bytes) {
        var before = known.get(bytes);
        var keyBefore = before == null ? null : keyOf(before.token());
        boolean sameKey = before != null && before.key().equals(keyBefore);
        if (before != null
                && sameKey
                && before.sure()
                && !validator.validate(before.token()).hasErrors()) {
            return before.token();
        }
        known.remove(bytes);
        var token = reader.decode(bytes);
        var key = keyOf(token);
        if (key != null) {
            known.put(bytes, new Known(token, key, sameKey && key.equals(keyBefore)));
        }
        return token;
    }

    /** The issuer's one key of the name that the token gives, as it is now; none if that is not sure. */
    private @Nullable JWK keyOf(Jwt token) {
        if (!(token.getHeaders().get("kid") instanceof String name)) {
            return null;
        }
        try {
            var found = keys.get(
                    new JWKSelector(new JWKMatcher.Builder().keyID(name).build()), null);
            return found.size() == 1 ? found.getFirst() : null;
        } catch (KeySourceException away) {
            // the reader says so in its own way
            return null;
        }
    }
}
