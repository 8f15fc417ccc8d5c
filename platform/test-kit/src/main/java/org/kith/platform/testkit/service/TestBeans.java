package org.kith.platform.testkit.service;

import javax.sql.DataSource;
import org.kith.platform.security.Involvements;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** What a test of a service may have injected. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    @Lazy
    Roles roles(Involvements involvements, PlatformTransactionManager transactions) {
        return new Roles(involvements, transactions);
    }

    @Bean
    @Lazy
    Topics topics(@Value("${kith.kafka}") String bootstrap, DataSource dataSource) {
        return new Topics(bootstrap, new JdbcTemplate(dataSource));
    }

    @Bean
    OwnerAccess ownerAccess(Environment settings) {
        return new OwnerAccess(settings);
    }
}
