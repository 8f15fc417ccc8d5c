package org.kith.platform.restore;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.common.acl.AclOperation;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.inbox.InboxAutoConfiguration;
import org.kith.platform.outbox.TopicNames;
import org.kith.platform.waiting.SettledByHand;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets every service notice that its database was put back. */
@AutoConfiguration(after = InboxAutoConfiguration.class)
@ConditionalOnProperty("kith.service")
public class RestoreAutoConfiguration {

    @Bean
    SettledByHand forgottenByRestore() {
        return new SettledByHand(ForgottenTasks.KIND);
    }

    @Bean
    ForgottenTasks forgottenTasks(
            @Value("${kith.service}") String service,
            PlatformTransactionManager transactions,
            ObjectProvider<Waiting> waiting,
            ObjectProvider<Clock> clocks) {
        return new ForgottenTasks(
                service, new TransactionTemplate(transactions), waiting, clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Recollection recollection(
            @Value("${kith.service}") String service,
            @Value("${kith.councils:E10000017}") List<String> councils,
            BrokerAccess broker,
            DataSource dataSource,
            ForgottenTasks tasks,
            @Value("${kith.restore.read-again:false}") boolean always,
            ObjectProvider<Clock> clocks) {
        var rights = TopicRights.of(councils);
        var said = rights.topicsOf(service).stream()
                .filter(topic -> !topic.equals(TopicNames.POSITIONS)
                        && rights.on(service, topic).contains(AclOperation.WRITE))
                .toList();
        return new Recollection(
                service,
                said,
                broker,
                new JdbcTemplate(dataSource),
                tasks,
                always,
                clocks.getIfAvailable(Clock::systemUTC));
    }
}
