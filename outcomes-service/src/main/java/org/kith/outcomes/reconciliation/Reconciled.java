package org.kith.outcomes.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * What came of counting everything again.
 *
 * @param at when
 * @param families how many families' facts were read
 * @param cells how many daily counts were compared
 * @param differenceCount how many disagree
 * @param differences the first of them
 */
public record Reconciled(Instant at, long families, long cells, long differenceCount, List<Difference> differences) {

    /** Whether every figure follows from facts. */
    public boolean agrees() {
        return differenceCount == 0;
    }
}
