package org.kith.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kith.platform.faults.Failpoint;

/**
 * Sends what waits in the queue: the lowest unsent facts of the parts it holds, all acknowledged before any is removed. There is
 * no cursor, so no late commit is passed over; a stream's next fact cannot be in the queue before the one ahead of it, so none
 * overtakes. A repeat after a crash is taken out by the inbox. One thread calls {@link #round}.
 */
public final class Relay {

    /** What one round did. */
    public record Round(
            int held, int sent, int failed, @Nullable Instant oldestUnsent) {

        public boolean busy() {
            return sent > 0;
        }
    }

    private static final int FACTS_PER_PART = 200;

    private final String owner;
    private final RelayStore store;
    private final RelayBroker broker;
    private final Clock clock;
    private final Duration leaseLength;
    private Map<Integer, Long> held = Map.of();
    private Instant leasedAt = Instant.MIN;

    public Relay(String owner, RelayStore store, RelayBroker broker, Clock clock, Duration leaseLength) {
        this.owner = owner;
        this.store = store;
        this.broker = broker;
        this.clock = clock;
        this.leaseLength = leaseLength;
    }

    /** One look at the queue. Faults of the store come out as they are; nothing is lost by them. */
    public Round round() throws InterruptedException {
        keepLeases();
        if (held.isEmpty()) {
            return new Round(0, 0, 0, null);
        }
        List<UnsentFact> unsent = store.lowestUnsent(List.copyOf(held.keySet()), FACTS_PER_PART);
        if (unsent.isEmpty()) {
            return new Round(held.size(), 0, 0, null);
        }
        Instant oldest = unsent.stream()
                .map(UnsentFact::queuedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        if (leaseIsOld()) {
            // this process stood still since it asked; somebody else may be sending these now
            return new Round(held.size(), 0, 0, oldest);
        }
        Map<Integer, Long> epochs = held;
        Failpoint.RELAY_BEFORE_SEND.hit();
        var receipts = broker.send(unsent);
        Failpoint.RELAY_AFTER_SEND.hit();
        var sent = sentBeforeAnyFailure(unsent, receipts);
        if (!sent.isEmpty()) {
            Failpoint.RELAY_BEFORE_DELETE.hit();
            store.remove(owner, epochs, sent);
            Failpoint.RELAY_AFTER_DELETE.hit();
        }
        int failed = unsent.size() - sent.size();
        if (failed > 0) {
            broker.startAfresh();
        }
        return new Round(held.size(), sent.size(), failed, oldest);
    }

    /** Gives all parts back. */
    public void leave() {
        held = Map.of();
        store.leave(owner);
    }

    /** The parts it held when it last asked. */
    public Set<Integer> heldParts() {
        return held.keySet();
    }

    private List<UnsentFact> sentBeforeAnyFailure(List<UnsentFact> facts, List<CompletableFuture<Void>> receipts)
            throws InterruptedException {
        var sent = new ArrayList<UnsentFact>();
        var stoppedParts = new HashSet<Integer>();
        for (int i = 0; i < facts.size(); i++) {
            boolean acknowledged = acknowledged(receipts.get(i));
            var fact = facts.get(i);
            if (!acknowledged) {
                stoppedParts.add(fact.part());
            } else if (!stoppedParts.contains(fact.part())) {
                sent.add(fact);
            }
        }
        return sent;
    }

    private boolean acknowledged(CompletableFuture<Void> receipt) throws InterruptedException {
        while (true) {
            try {
                receipt.get(leaseLength.toMillis() / 6, TimeUnit.MILLISECONDS);
                Failpoint.RELAY_AFTER_ACK.hit();
                return true;
            } catch (TimeoutException stillWaiting) {
                keepLeases();
            } catch (ExecutionException e) {
                return false;
            }
        }
    }

    private void keepLeases() {
        if (Duration.between(leasedAt, clock.instant()).compareTo(leaseLength.dividedBy(3)) < 0
                && !leasedAt.isAfter(clock.instant())) {
            return;
        }
        Instant before = clock.instant();
        held = store.lease(owner, leaseLength);
        leasedAt = before;
    }

    private boolean leaseIsOld() {
        return Duration.between(leasedAt, clock.instant())
                        .compareTo(leaseLength.multipliedBy(2).dividedBy(3))
                > 0;
    }
}
