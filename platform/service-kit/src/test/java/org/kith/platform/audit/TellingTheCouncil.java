package org.kith.platform.audit;

import javax.sql.DataSource;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** As {@code CouncilTransactions} does for a service. */
public final class TellingTheCouncil extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient JdbcTemplate jdbc;

    public TellingTheCouncil(DataSource database) {
        super(database);
        this.jdbc = new JdbcTemplate(database);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        jdbc.queryForObject(
                "select set_config('kith.council', ?, true)",
                String.class,
                Council.current().value());
    }
}
