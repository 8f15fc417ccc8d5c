package org.kith.referral.drafts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kith.platform.council.Council;
import org.kith.platform.drafts.DraftSeal;
import org.kith.referral.households.CouncilKeys;

/** Seals drafts with AES-256-GCM under a key of the council's for nothing else; the seal authenticates council and draft. */
class SealedDrafts implements DraftSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final CouncilKeys keys;
    private final SecureRandom random = new SecureRandom();

    SealedDrafts(CouncilKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] close(UUID draft, byte[] text) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, draft, nonce).doFinal(text);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A draft could not be sealed", e);
        }
    }

    @Override
    public byte[] open(UUID draft, byte[] kept) {
        try {
            var nonce = new byte[NONCE_BYTES];
            System.arraycopy(kept, 0, nonce, 0, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, draft, nonce).doFinal(kept, NONCE_BYTES, kept.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A draft could not be opened: another key, or a changed row", e);
        }
    }

    private Cipher cipher(int mode, UUID draft, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(keys.keyFor("draft"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((Council.current().value() + "/draft/" + draft).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
