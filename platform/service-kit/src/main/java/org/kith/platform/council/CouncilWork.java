package org.kith.platform.council;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the kit's own statements for the current council: in the caller's transaction if there is one, of whichever manager, or
 * else in a short one.
 */
public final class CouncilWork {

    private final JdbcClient jdbc;
    private final TransactionTemplate shortOne;

    public CouncilWork(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.shortOne = new TransactionTemplate(transactions);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if no council is bound
     */
    @SuppressWarnings("NullAway") // the template passes on what the work returns
    public <T> T in(Supplier<T> work) {
        var council = Council.current().value();
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return shortOne.execute(status -> work.get());
        }
        jdbc.sql("select set_config('kith.council', ?, true)")
                .param(council)
                .query(String.class)
                .single();
        return work.get();
    }
}
