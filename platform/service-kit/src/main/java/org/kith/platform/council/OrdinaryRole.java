package org.kith.platform.council;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops a service that signs in to its database as somebody row level security does not bind. */
final class OrdinaryRole implements SmartInitializingSingleton {

    private final JdbcClient jdbc;

    OrdinaryRole(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var tooMighty = jdbc.sql("""
                        select r.rolsuper or r.rolbypassrls or exists (
                            select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relowner = r.oid and c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%')
                          from pg_roles r where r.rolname = current_user
                        """).query(Boolean.class).single();
        if (tooMighty) {
            throw new IllegalStateException("The service signs in to its database as a superuser or as the owner of its"
                    + " tables, so councils would not be kept apart; give it the application role");
        }
    }
}
