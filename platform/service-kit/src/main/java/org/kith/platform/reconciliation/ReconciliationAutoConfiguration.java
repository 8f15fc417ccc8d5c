package org.kith.platform.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.inbox.HeardFeeds;
import org.kith.platform.inbox.InboxAutoConfiguration;
import org.kith.platform.outbox.RelayRunner;
import org.kith.platform.outbox.TopicMaker;
import org.kith.platform.restore.ForgottenTasks;
import org.kith.platform.restore.RestoreAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Gives every service its reconciler. */
@AutoConfiguration(after = {InboxAutoConfiguration.class, RestoreAutoConfiguration.class})
@ConditionalOnProperty("kith.service")
public class ReconciliationAutoConfiguration {

    @Bean
    Reconciler reconciler(
            @Value("${kith.service}") String service,
            BrokerAccess broker,
            @Value("${kith.reconcile.every:60s}") Duration every,
            TopicMaker topics,
            RelayRunner relay,
            HeardFeeds feeds,
            DataSource dataSource,
            ForgottenTasks forgotten,
            MeterRegistry meters) {
        var jdbc = new JdbcTemplate(dataSource);
        return new Reconciler(
                service,
                broker,
                topics,
                relay,
                feeds,
                new SaidLedger(service, jdbc, forgotten),
                new HeardLedger(jdbc),
                // about real time, also where a test stops the clock of the service
                Clock.systemUTC(),
                every,
                meters);
    }
}
