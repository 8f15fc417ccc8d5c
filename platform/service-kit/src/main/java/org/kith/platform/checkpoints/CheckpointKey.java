package org.kith.platform.checkpoints;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/** The key that checkpoints are signed with: Ed25519, from a secret text that the database never sees. */
final class CheckpointKey {

    private static final String ALGORITHM = "Ed25519";

    /** As many characters as 24 random bytes in base64. */
    private static final int SHORTEST = 32;

    private final KeyPair pair;

    private CheckpointKey(KeyPair pair) {
        this.pair = pair;
    }

    static CheckpointKey of(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "kith.audit.checkpoints.key must have at least " + SHORTEST + " characters that nobody can guess");
        }
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Seed(sha256(secret.getBytes(StandardCharsets.UTF_8))));
            return new CheckpointKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + ALGORITHM, e);
        }
    }

    String sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A checkpoint could not be signed", e);
        }
    }

    boolean signed(byte[] bytes, String signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(pair.getPublic());
            signature.update(bytes);
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (SignatureException | IllegalArgumentException forged) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A checkpoint could not be checked", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** An Ed25519 private key is 32 bytes, which the generator takes from its source of chance. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("This Java makes " + ALGORITHM + " keys in another way");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
