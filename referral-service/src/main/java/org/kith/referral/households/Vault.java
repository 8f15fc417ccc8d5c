package org.kith.referral.households;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what must not be seen by the way: sealed with AES-256-GCM under the council's key, opened by the reveal door alone. */
@Component
class Vault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** What kind of thing is kept. */
    enum Kind {
        ADDRESS,
        WORDS
    }

    /** One thing, opened. */
    record Opened(Kind kind, String text, Instant saidAt) {

        @Override
        public String toString() {
            return "Opened[not shown]";
        }
    }

    private static final String KEEP =
            "insert into vault (council, id, family_id, referral_id, kind, sealed, said_at) values (?, ?, ?, ?, ?, ?, ?)";

    private final JdbcClient jdbc;
    private final Statements statements;
    private final CouncilKeys keys;
    private final SecureRandom random = new SecureRandom();

    Vault(JdbcClient jdbc, Statements statements, CouncilKeys keys) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.keys = keys;
    }

    void keep(Kind kind, FamilyId family, UUID referral, String text, Instant saidAt) {
        var id = UuidCreator.getTimeOrderedEpoch();
        statements.add(
                KEEP, Council.current().value(), id, family.value(), referral, kind.name(), seal(id, text), saidAt);
    }

    /** Everything kept for a family, newest first. */
    List<Opened> open(FamilyId family) {
        statements.send();
        return jdbc.sql(
                        "select id, kind, sealed, said_at from vault where council = ? and family_id = ? order by said_at desc, id")
                .param(Council.current().value())
                .param(family.value())
                .query((row, n) -> new Opened(
                        Kind.valueOf(row.getString(2)),
                        unseal(row.getObject(1, UUID.class), row.getBytes(3)),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    private byte[] seal(UUID id, String text) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault could not be closed", e);
        }
    }

    private String unseal(UUID id, byte[] sealed) {
        try {
            var nonce = new byte[NONCE_BYTES];
            System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
            var text = cipher(Cipher.DECRYPT_MODE, id, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault could not be opened: another key, or a changed row", e);
        }
    }

    private Cipher cipher(int mode, UUID id, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(keys.keyFor("vault"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((Council.current().value() + "/" + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
