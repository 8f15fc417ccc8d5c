package org.kith.identity.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks the secrets of programs, and knows again those that were right. A program shows its secret with every question, and a
 * hash that is slow for whoever guesses is slow for it too: it took more of the machine than the rest of the answer. What is kept
 * is a digest under a key of this process, never the secret, and only while the hash it was right for is the client's. A wrong
 * secret is always checked slowly. For programs alone, whose secrets are long and random: no password of a person comes here.
 */
public final class RememberedSecrets implements PasswordEncoder {

    private static final String DIGEST = "HmacSHA256";

    private static final int KEY_BYTES = 32;

    /** More than one council's agencies; who falls out is checked slowly once more. */
    static final int MOST = 1_000;

    private final PasswordEncoder slow;
    private final SecretKeySpec key;

    private final Map<String, byte[]> right = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST;
        }
    };

    public RememberedSecrets(PasswordEncoder slow) {
        this.slow = slow;
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, DIGEST);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        if (secret == null || hash == null) {
            return slow.matches(secret, hash);
        }
        var digest = digest(secret);
        synchronized (right) {
            var known = right.get(hash);
            if (known != null && MessageDigest.isEqual(known, digest)) {
                return true;
            }
        }
        boolean matches = slow.matches(secret, hash);
        if (matches) {
            synchronized (right) {
                right.put(hash, digest);
            }
        }
        return matches;
    }

    private byte[] digest(CharSequence secret) {
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has " + DIGEST, e);
        }
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return slow.encode(secret);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return slow.upgradeEncoding(hash);
    }
}
