package org.kith.platform.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The broker, as the relay sees it. */
public interface RelayBroker {

    /**
     * Hands facts over in this order. Each future is done when the broker has it for good, or failed; a fact after a failed one
     * may still succeed.
     */
    List<CompletableFuture<Void>> send(List<UnsentFact> facts);

    /** Forgets everything that is under way, so that nothing old is sent after what comes next. */
    void startAfresh();
}
