package org.kith.platform.testkit.service;

import org.kith.platform.security.Involvements;
import org.kith.platform.testkit.security.Roles;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.PlatformTransactionManager;

/** What a test of a service may have injected. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    @Lazy
    Roles roles(Involvements involvements, PlatformTransactionManager transactions) {
        return new Roles(involvements, transactions);
    }
}
