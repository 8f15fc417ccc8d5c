package org.kith.allocation.transactions;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A thing that each transaction has one of, for each council. A batch of facts is one transaction, so what is read once or
 * written together here is read and written once for a whole batch.
 */
public final class PerTransaction<T> {

    private record Key(PerTransaction<?> owner, String council) {}

    private final Supplier<T> begin;
    private final Consumer<T> beforeCommit;

    public PerTransaction(Supplier<T> begin, Consumer<T> beforeCommit) {
        this.begin = begin;
        this.beforeCommit = beforeCommit;
    }

    /** The running transaction's own. */
    public T get() {
        var known = known();
        if (known == null) {
            known = new Holder(new Key(this, Council.current().value()), begin.get());
            TransactionSynchronizationManager.bindResource(known.key, known);
            TransactionSynchronizationManager.registerSynchronization(known);
        }
        return known.thing;
    }

    /** Puts another in its place. */
    public void replace(T thing) {
        get();
        var known = known();
        if (known != null) {
            known.thing = thing;
        }
    }

    @SuppressWarnings("unchecked") // only a holder of ours is bound under a key of ours
    private @Nullable Holder known() {
        return (Holder) TransactionSynchronizationManager.getResource(
                new Key(this, Council.current().value()));
    }

    private final class Holder implements TransactionSynchronization {

        private final Key key;
        private T thing;

        Holder(Key key, T thing) {
            this.key = key;
            this.thing = thing;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            beforeCommit.accept(thing);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key, this);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }
    }
}
