package org.kith.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import javax.sql.DataSource;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.Statements;
import org.kith.platform.outbox.Outbox;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Kith's own outbox and relay, as every service has them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class KithOutbox {

    private static final CouncilCode COUNCIL = new CouncilCode("E10000017");

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** Tells the council with each trip, as there is no JPA here that told it when the transaction began. */
    @Bean
    Statements statements(DataSource source) {
        return new Statements(source, () -> null);
    }

    @Bean
    Saying saying(Outbox outbox, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return fact -> Council.in(COUNCIL, () -> {
            transaction.executeWithoutResult(status -> {
                jdbc.update(Saying.CHANGE, fact.familyId(), fact.number(), fact.content());
                outbox.announce(fact);
            });
            return fact;
        });
    }
}
