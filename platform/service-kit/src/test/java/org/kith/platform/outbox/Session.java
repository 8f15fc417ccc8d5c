package org.kith.platform.outbox;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** One database session with a thread of its own, so that a script can step two transactions against each other. */
final class Session implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final PlatformTransactionManager transactions;
    private @Nullable TransactionStatus status;

    Session(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    Session begin() {
        var ignored = run(() -> {
            status = transactions.getTransaction(new DefaultTransactionDefinition());
            return true;
        });
        return this;
    }

    void commit() {
        var ignored = run(() -> {
            var current = open();
            status = null;
            transactions.commit(current);
            return true;
        });
    }

    void rollBack() {
        var ignored = run(() -> {
            var current = open();
            status = null;
            transactions.rollback(current);
            return true;
        });
    }

    private TransactionStatus open() {
        var current = status;
        if (current == null) {
            throw new IllegalStateException("Begin first");
        }
        return current;
    }

    <T> T run(Callable<T> step) {
        try {
            return thread.submit(step).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("The step does not end", e);
        }
    }

    @Override
    public void close() {
        if (status != null) {
            rollBack();
        }
        thread.shutdownNow();
    }
}
