package org.kith.platform.council;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Keeps councils apart in every transaction of a service. */
@AutoConfiguration(beforeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnProperty("kith.service")
class CouncilAutoConfiguration {

    @Bean
    CouncilTenant councilTenant() {
        return new CouncilTenant();
    }

    @Bean
    JpaVendorAdapter jpaVendorAdapter() {
        return new CouncilTransactions.Adapter();
    }

    @Bean
    CouncilWork councilWork(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new CouncilWork(jdbc, transactions);
    }

    @Bean
    Statements statements(DataSource dataSource, CouncilWork work, ConfigurableTransactionManager transactions) {
        var statements = new Statements(dataSource, work::councilOfTheTransaction);
        transactions.addListener(statements.lastTrip());
        return statements;
    }

    @Bean
    OrdinaryRole ordinaryRole(JdbcClient jdbc) {
        return new OrdinaryRole(jdbc);
    }
}
