package org.kith.platform.council;

import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/**
 * Tells Hibernate whose rows a session reads and writes. A session without a council may be opened, since frameworks do so at
 * start, but it cannot send a statement.
 */
final class CouncilTenant
        implements CurrentTenantIdentifierResolver<String>, StatementInspector, HibernatePropertiesCustomizer {

    static final String NO_COUNCIL = "none";

    @Override
    public String resolveCurrentTenantIdentifier() {
        return Council.isBound() ? Council.current().value() : NO_COUNCIL;
    }

    /** A session that outlives the council it was opened for must not be used again. */
    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    @Override
    public String inspect(String sql) {
        if (!Council.isBound()) {
            throw new IllegalStateException(
                    "Entities belong to a council: do this inside Council.in(...), or through a door that binds it");
        }
        return sql;
    }

    @Override
    public void customize(Map<String, Object> settings) {
        settings.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
        settings.put(JdbcSettings.STATEMENT_INSPECTOR, this);
    }
}
