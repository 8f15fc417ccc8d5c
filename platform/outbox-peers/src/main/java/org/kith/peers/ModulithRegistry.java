package org.kith.peers;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.modulith.events.support.EventExternalizationTransport;
import org.springframework.modulith.events.support.EventExternalizerModuleListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Modulith's event publication registry on JDBC. Its module that sends to Kafka does not resolve for this Boot, so the
 * transport below stands in for it: the registry's own listener hands over each event after its commit, on Spring's pool of
 * threads, and the publication is completed when the broker has answered.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ModulithRegistry {

    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> producer(PeerSettings settings) {
        return settings.producer();
    }

    @Bean
    EventExternalizationConfiguration routing() {
        return EventExternalizationConfiguration.externalizing()
                .select(Said.class::isInstance)
                .route(Said.class, fact -> RoutingTarget.forTarget(Said.TOPIC).andKey(fact.familyId()))
                .build();
    }

    @Bean
    EventExternalizationTransport transport(KafkaProducer<byte[], byte[]> producer) {
        return (event, target) -> {
            var receipt = new CompletableFuture<Boolean>();
            PeerSettings.send(producer, (Said) event, receipt);
            return receipt;
        };
    }

    @Bean
    EventExternalizerModuleListener listener(
            EventExternalizationConfiguration configuration, EventExternalizationTransport transport) {
        return new EventExternalizerModuleListener(configuration, transport);
    }

    @Bean
    Saying saying(ApplicationEventPublisher events, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return fact -> transaction.executeWithoutResult(status -> {
            jdbc.update(Saying.CHANGE, fact.familyId(), fact.number(), fact.content());
            events.publishEvent(fact);
        });
    }
}
