package org.kith.platform.council;

import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the kit's own statements for the current council: in the caller's transaction if there is one, of whichever manager, or
 * else in a short one.
 */
public final class CouncilWork {

    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate shortOne;

    public CouncilWork(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
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
        var begunFor = councilOfTheTransaction();
        if (council.equals(begunFor) && !Statements.tellsWithTheFirst()) {
            return work.get();
        }
        tell(council);
        try {
            return work.get();
        } finally {
            if (begunFor != null) {
                tell(begunFor);
            }
        }
    }

    private void tell(String council) {
        jdbc.sql("select set_config('kith.council', ?, true)")
                .param(council)
                .query(String.class)
                .single();
    }

    /** Whom {@link CouncilTransactions} has told the database already, so that it need not be told before every statement. */
    @Nullable String councilOfTheTransaction() {
        if (!(transactions instanceof JpaTransactionManager jpa) || jpa.getEntityManagerFactory() == null) {
            return null;
        }
        var bound = TransactionSynchronizationManager.getResource(jpa.getEntityManagerFactory());
        if (!(bound instanceof EntityManagerHolder holder)
                || !holder.getEntityManager().isOpen()
                || !holder.getEntityManager().getTransaction().isActive()) {
            return null;
        }
        var council = holder.getEntityManager()
                .unwrap(SharedSessionContractImplementor.class)
                .getTenantIdentifier();
        return council == null || council.equals(CouncilTenant.NO_COUNCIL) ? null : council;
    }
}
