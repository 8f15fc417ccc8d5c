package org.kith.platform.council;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.hibernate.Session;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells the database whose rows a transaction may touch: row level security compares {@code kith.council} with every row. The
 * setting ends with the transaction, so a pooled connection carries nothing over.
 */
final class CouncilTransactions extends HibernateJpaDialect {

    private static final String SET_COUNCIL = "select set_config('kith.council', ?, true)";

    @Override
    public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition) throws SQLException {
        var data = super.beginTransaction(entityManager, definition);
        if (Council.isBound() && !Statements.WITH_THE_FIRST_STATEMENT.equals(definition.getName())) {
            entityManager.unwrap(Session.class).doWork(connection -> {
                try (var setting = connection.prepareStatement(SET_COUNCIL)) {
                    setting.setString(1, Council.current().value());
                    setting.execute();
                }
            });
        }
        return data;
    }

    /** Makes every entity manager factory begin its transactions this way. */
    static final class Adapter extends HibernateJpaVendorAdapter {

        private final CouncilTransactions dialect = new CouncilTransactions();

        @Override
        public HibernateJpaDialect getJpaDialect() {
            return dialect;
        }
    }
}
