package org.kith.platform.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

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

    private final AuditStore store;

    AuditChain(AuditStore store) {
        this.store = store;
    }

    /** Reads every row of the current council. */
    public Finding verify() {
        long rows = 0;
        var breaks = new ArrayList<Break>();
        for (int shard = 0; shard < AuditStore.SHARDS; shard++) {
            rows += verify(shard, breaks);
        }
        return new Finding(rows, List.copyOf(breaks));
    }

    private long verify(int shard, List<Break> breaks) {
        long good = 0;
        var before = AuditRow.nothingBefore();
        for (var links = store.chain(shard, 0); !links.isEmpty(); links = store.chain(shard, good)) {
            for (var link : links) {
                if (link.sequence() != good + 1
                        || !MessageDigest.isEqual(link.hash(), link.row().hash(before, shard, link.sequence()))) {
                    breaks.add(new Break(shard, good + 1));
                    return good;
                }
                before = link.hash();
                good++;
            }
        }
        return good;
    }
}
