package org.kith.platform.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that nobody has changed, removed or slipped in a row of the current council's audit. */
public class AuditChain {

    /**
     * A place where a chain does not hold.
     *
     * @param shard the chain
     * @param sequence the first place that is wrong; later ones of the same chain are not looked at
     */
    public record Break(int shard, long sequence) {}

    /**
     * What a check found.
     *
     * @param rows how many rows hold
     * @param breaks where chains are broken; none means that all is well
     */
    public record Finding(long rows, List<Break> breaks) {

        public boolean holds() {
            return breaks.isEmpty();
        }
    }

    /**
     * How far a chain goes, and the hash that stands for everything up to there.
     *
     * @param sequence its last row, which is also how many rows it has; 0 for a chain that has none yet
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by its fields
    public record Head(int shard, long sequence, byte[] hash) {

        /** Where a chain begins. */
        public static Head nothing(int shard) {
            return new Head(shard, 0, AuditRow.nothingBefore());
        }
    }

    /**
     * What reading on along a chain came to.
     *
     * @param reached the last row that holds
     * @param broken the row behind it is missing or is not what was written
     */
    public record Walk(Head reached, boolean broken) {}

    private final AuditStore store;

    AuditChain(AuditStore store) {
        this.store = store;
    }

    AuditStore store() {
        return store;
    }

    /** Reads every row of the current council. */
    public Finding verify() {
        long rows = 0;
        var breaks = new ArrayList<Break>();
        for (int shard = 0; shard < AuditStore.SHARDS; shard++) {
            var walk = walk(Head.nothing(shard), Long.MAX_VALUE, Long.MAX_VALUE);
            rows += walk.reached().sequence();
            if (walk.broken()) {
                breaks.add(new Break(shard, walk.reached().sequence() + 1));
            }
        }
        return new Finding(rows, List.copyOf(breaks));
    }

    /** Councils of which there is a row. */
    public List<String> councils() {
        return store.councils();
    }

    /** How far each chain of the current council goes; chains without a row are left out. */
    public List<Head> heads() {
        return store.heads();
    }

    /** A row's place and hash, as the database has it now. */
    public Optional<Head> at(int shard, long sequence) {
        return store.chain(shard, sequence - 1, 1).stream()
                .filter(link -> link.sequence() == sequence)
                .map(link -> new Head(shard, link.sequence(), link.hash()))
                .findFirst();
    }

    /** The first row there is behind a place, for going on behind a break that somebody has answered for. */
    public Optional<Head> firstBehind(int shard, long sequence) {
        return store.chain(shard, sequence, 1).stream()
                .map(link -> new Head(shard, link.sequence(), link.hash()))
                .findFirst();
    }

    /**
     * What stands in a chain of the current council up to a row, whether or not it holds: SHA-256 over place, content and hash of each
     * row.
     *
     * @param upTo the last row that counts
     */
    public byte[] seal(int shard, long upTo) {
        var all = AuditRow.sha256();
        long after = 0;
        while (after < upTo) {
            var links = store.chain(shard, after, (int) Math.min(AuditStore.CHECKED_AT_ONCE, upTo - after));
            for (var link : links) {
                if (link.sequence() <= upTo) {
                    all.update(ByteBuffer.allocate(Long.BYTES)
                            .putLong(link.sequence())
                            .array());
                    all.update(link.row().bytes());
                    all.update(link.hash());
                }
            }
            if (links.isEmpty()) {
                break;
            }
            after = links.getLast().sequence();
        }
        return all.digest();
    }

    /**
     * Reads on along a chain of the current council.
     *
     * @param from the last row that is known to hold
     * @param upTo the last row to read, which must be there; {@link Long#MAX_VALUE} for as far as the chain goes
     * @param most how many rows to read
     */
    public Walk walk(Head from, long upTo, long most) {
        var reached = from;
        long last = most > upTo - from.sequence() ? upTo : from.sequence() + most;
        while (reached.sequence() < last) {
            var links = store.chain(from.shard(), reached.sequence(), (int)
                    Math.min(AuditStore.CHECKED_AT_ONCE, last - reached.sequence()));
            if (links.isEmpty()) {
                return new Walk(reached, upTo != Long.MAX_VALUE);
            }
            for (var link : links) {
                if (link.sequence() != reached.sequence() + 1
                        || !MessageDigest.isEqual(
                                link.hash(), link.row().hash(reached.hash(), from.shard(), link.sequence()))) {
                    return new Walk(reached, true);
                }
                reached = new Head(from.shard(), link.sequence(), link.hash());
            }
        }
        return new Walk(reached, false);
    }
}
