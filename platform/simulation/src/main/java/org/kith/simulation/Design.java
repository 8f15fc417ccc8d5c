package org.kith.simulation;

import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.InboxStore;
import org.kith.platform.outbox.RelayBroker;
import org.kith.platform.outbox.RelayStore;

/** Where an episode can be given another design than Kith's own, to see that the checks find what is wrong with it. */
interface Design {

    /** Kith as it is. */
    Design KITH = new Design() {};

    /** What applies a polled batch. */
    interface Hearing {

        void apply(Feed feed, Inbox.Batch batch);
    }

    /** All that a hearing stands on. */
    record Ground(Inbox inbox, InboxStore store, Inbox.Work work, Kit kit) {}

    default RelayStore queue(RelayStore kith, Kit kit) {
        return kith;
    }

    default RelayBroker producer(RelayBroker kith) {
        return kith;
    }

    default InboxStore inboxStore(InboxStore kith) {
        return kith;
    }

    default Hearing hearing(Ground ground) {
        return ground.inbox()::apply;
    }

    /** Whether only the holder of a part may remove from it. */
    default boolean fenced() {
        return true;
    }

    /** Whether anybody asks for what the broker lost. */
    default boolean asksForWhatIsMissing() {
        return true;
    }

    /** Whether a batch that failed is read again. */
    default boolean readsFailedBatchesAgain() {
        return true;
    }
}
