package org.kith.platform.testkit.service;

import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Sees a service's database as its owner does: every council, every table, every mischief. For tests only. */
public final class OwnerAccess {

    private final DataSource database;

    OwnerAccess(Environment settings) {
        database = new DriverManagerDataSource(
                settings.getRequiredProperty("kith.database.url"),
                settings.getRequiredProperty("kith.database.name") + "_owner",
                settings.getRequiredProperty("kith.database.password"));
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    public DataSource database() {
        return database;
    }
}
