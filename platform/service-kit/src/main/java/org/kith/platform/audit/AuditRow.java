package org.kith.platform.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the audit, as it is kept. */
record AuditRow(
        UUID id,
        Instant at,
        String council,
        String subject,
        String kind,
        @Nullable String agency,
        String door,
        int status,
        List<String> acts,
        List<UUID> familyIds,
        List<UUID> personIds,
        List<String> subjects,
        @Nullable String reason,
        @Nullable String traceId) {

    /** The hash before the first row of a chain. */
    static byte[] nothingBefore() {
        return new byte[32];
    }

    /**
     * SHA-256 over the hash before it, its place, and every field with its length, so that no two rows read alike. The database
     * works out the same when it adds the row.
     */
    byte[] hash(byte[] before, int shard, long sequence) {
        var place = ByteBuffer.allocate(before.length + Short.BYTES + Long.BYTES)
                .put(before)
                .putShort((short) shard)
                .putLong(sequence)
                .array();
        var digest = sha256();
        digest.update(place);
        return digest.digest(bytes());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Every field with its length. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            text(out, id.toString());
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            text(out, council);
            text(out, subject);
            text(out, kind);
            text(out, agency);
            text(out, door);
            out.writeShort(status);
            texts(out, acts);
            texts(out, familyIds);
            texts(out, personIds);
            texts(out, subjects);
            text(out, reason);
            text(out, traceId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void texts(DataOutputStream out, List<?> values) throws IOException {
        out.writeInt(values.size());
        for (var value : values) {
            text(out, value.toString());
        }
    }

    private static void text(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
