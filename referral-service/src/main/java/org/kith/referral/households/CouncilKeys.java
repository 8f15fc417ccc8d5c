package org.kith.referral.households;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.kith.platform.council.Council;
import org.springframework.stereotype.Component;

/** Keys of the running work's council, each for one purpose, derived from the installation's vault key (HMAC-SHA-256). */
@Component
public class CouncilKeys {

    private static final String HMAC = "HmacSHA256";

    private final byte[] master;
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();

    CouncilKeys(VaultSettings settings) {
        this.master = Base64.getDecoder().decode(settings.vaultKey());
    }

    /** A key of 32 bytes for a purpose, such as {@code match}. */
    public byte[] keyFor(String purpose) {
        return derived.computeIfAbsent(purpose + ":" + Council.current().value(), name -> hash(master, name))
                .clone();
    }

    /** A keyed hash of what must be recognised again and not be read. */
    public static byte[] hash(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HMAC, e);
        }
    }
}
