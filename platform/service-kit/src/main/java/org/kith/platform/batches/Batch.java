package org.kith.platform.batches;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Many facts applied in one transaction of one council. What they need is read ahead into an {@link Ahead} of each component that
 * needs it. A batch that fails takes all of it along. Outside of a batch, and in a transaction begun within one, there is none.
 */
public final class Batch {

    private static final Object KEY = Batch.class;

    private final String council;
    private final Map<Ahead<?>, Object> ahead = new HashMap<>();
    private boolean over;

    private Batch(String council) {
        this.council = council;
    }

    /** Runs the work of a batch in the running transaction, and writes what is left to be written; within a batch, as a part of it. */
    public static void run(Runnable work) {
        if (current() != null) {
            work.run();
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("A batch is part of a transaction: begin one first");
        }
        var batch = new Batch(Council.current().value());
        TransactionSynchronizationManager.bindResource(KEY, batch);
        TransactionSynchronizationManager.registerSynchronization(new HiddenFromOthers(batch));
        try {
            work.run();
            batch.write();
        } finally {
            batch.over = true;
            TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }
    }

    /** The batch whose work is being done for the current council, if any is. */
    static @Nullable Batch current() {
        var batch = (@Nullable Batch) TransactionSynchronizationManager.getResource(KEY);
        return batch != null
                        && Council.isBound()
                        && batch.council.equals(Council.current().value())
                ? batch
                : null;
    }

    @SuppressWarnings("unchecked") // each puts in and takes out its own
    <T> @Nullable T of(Ahead<T> of) {
        return (T) ahead.get(of);
    }

    <T> void keep(Ahead<T> of, T thing) {
        ahead.put(of, thing);
    }

    /** In one order for all batches, so that no two wait for each other's rows. */
    private void write() {
        ahead.keySet().stream()
                .sorted(Comparator.comparingInt(Ahead::place))
                .toList()
                .forEach(Ahead::write);
    }

    /** A transaction begun within a batch is not part of it. */
    private record HiddenFromOthers(Batch batch) implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }

        @Override
        public void resume() {
            if (!batch.over) {
                TransactionSynchronizationManager.bindResource(KEY, batch);
            }
        }
    }
}
