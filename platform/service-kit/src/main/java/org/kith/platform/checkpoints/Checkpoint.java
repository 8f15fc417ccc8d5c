package org.kith.platform.checkpoints;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.AuditChain;

/**
 * How far every chain of a service's audit went at a moment, signed. It carries the hash of the one before it, so that none can be
 * taken out of the middle.
 *
 * @param number from 1 without gaps
 * @param before hash of the checkpoint before it
 * @param heads by council and shard
 * @param answered breaks that somebody has answered for; the chains are checked again from behind them
 * @param reason why somebody answered for them, and who; absent for what the watch writes by itself
 * @param signature over everything else
 */
record Checkpoint(
        String service,
        long number,
        Instant at,
        String before,
        List<Head> heads,
        List<Answered> answered,
        @Nullable String reason,
        String signature) {

    /** What stands before the first one. */
    static final String NOTHING_BEFORE = "0".repeat(64);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** A chain. */
    record Chain(String council, int shard) implements Comparable<Chain> {

        @Override
        public int compareTo(Chain other) {
            int councils = council.compareTo(other.council);
            return councils == 0 ? Integer.compare(shard, other.shard) : councils;
        }
    }

    /** A row of a chain. */
    record Place(String council, int shard, long sequence) {

        Chain chain() {
            return new Chain(council, shard);
        }
    }

    /**
     * Where a chain that somebody has answered for begins to be checked anew.
     *
     * @param sequence the first row behind the last break
     * @param seal what stood there and before it when they did, in hexadecimal digits; absent before there were seals
     */
    record Answered(
            String council,
            int shard,
            long sequence,
            @Nullable String seal) {

        Chain chain() {
            return new Chain(council, shard);
        }

        Place place() {
            return new Place(council, shard, sequence);
        }
    }

    /**
     * The last row of a chain.
     *
     * @param hash in hexadecimal digits
     */
    record Head(String council, int shard, long sequence, String hash) {

        static Head of(String council, AuditChain.Head head) {
            return new Head(
                    council, head.shard(), head.sequence(), HexFormat.of().formatHex(head.hash()));
        }

        Chain chain() {
            return new Chain(council, shard);
        }

        AuditChain.Head inChain() {
            return new AuditChain.Head(shard, sequence, HexFormat.of().parseHex(hash));
        }
    }

    Map<Chain, Head> byChain() {
        return heads.stream().collect(Collectors.toMap(Head::chain, Function.identity()));
    }

    Optional<Head> head(Chain chain) {
        return heads.stream().filter(head -> head.chain().equals(chain)).findFirst();
    }

    Checkpoint signedBy(CheckpointKey key) {
        return new Checkpoint(service, number, at, before, heads, answered, reason, key.sign(bytes()));
    }

    boolean isSignedBy(CheckpointKey key) {
        return key.signed(bytes(), signature);
    }

    /** What the next one carries. */
    String hash() {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(bytes());
        signed.writeBytes(signature.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(CheckpointKey.sha256(signed.toByteArray()));
    }

    /** Root of the Merkle tree over heads and counts: one council's part can be shown to it without the others'. */
    byte[] root() {
        var level = new ArrayList<byte[]>();
        heads.stream()
                .sorted((one, other) -> one.chain().compareTo(other.chain()))
                .forEach(head -> {
                    level.add(written(out -> {
                        out.writeByte(LEAF);
                        text(out, head.council());
                        out.writeShort(head.shard());
                        out.writeLong(head.sequence());
                        text(out, head.hash());
                    }));
                });
        if (level.isEmpty()) {
            return new byte[32];
        }
        var nodes = level.stream().map(CheckpointKey::sha256).toList();
        while (nodes.size() > 1) {
            var above = new ArrayList<byte[]>();
            for (int left = 0; left < nodes.size(); left += 2) {
                above.add(left + 1 == nodes.size() ? nodes.get(left) : node(nodes.get(left), nodes.get(left + 1)));
            }
            nodes = above;
        }
        return Arrays.copyOf(nodes.getFirst(), nodes.getFirst().length);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return CheckpointKey.sha256(written(out -> {
            out.writeByte(NODE);
            out.write(left);
            out.write(right);
        }));
    }

    /** Every field with its length, so that no two checkpoints read alike; the heads through their root. */
    private byte[] bytes() {
        return written(out -> {
            text(out, service);
            out.writeLong(number);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            text(out, before);
            out.write(root());
            out.writeInt(answered.size());
            for (var place : answered) {
                text(out, place.council());
                out.writeShort(place.shard());
                out.writeLong(place.sequence());
                if (place.seal() != null) {
                    text(out, place.seal());
                }
            }
            text(out, reason == null ? "" : reason);
        });
    }

    private interface Writing {

        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
