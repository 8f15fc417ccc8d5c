package org.kith.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The queue and the leases on its parts, as the relay sees them. All times are the store's own. */
public interface RelayStore {

    /**
     * Says that this relay is alive, renews what it holds, gives back what is more than its fair share and takes what is free up
     * to it.
     *
     * @return epoch by part, of all parts held now
     */
    Map<Integer, Long> lease(String owner, Duration length);

    /** The lowest unsent facts of each of these parts, in order within each part; at most {@code limit} a part. */
    List<UnsentFact> lowestUnsent(List<Integer> parts, int limit);

    /**
     * Removes sent facts from the queue, as far as this relay still holds their parts with these epochs.
     *
     * @return how many were removed; fewer than given means that a lease was lost, and the new holder sends them again
     */
    int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent);

    /** Gives all parts back. */
    void leave(String owner);
}
