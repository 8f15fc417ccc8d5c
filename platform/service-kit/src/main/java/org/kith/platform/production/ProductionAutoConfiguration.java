package org.kith.platform.production;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.inbox.InboxAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaExtendedBindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the gate before a service that is told to work with real data. */
@AutoConfiguration(after = InboxAutoConfiguration.class)
@ConditionalOnProperty("kith.service")
@ConditionalOnBooleanProperty("kith.production")
class ProductionAutoConfiguration {

    @Bean
    ProductionGate productionGate(
            @Value("${kith.service}") String service,
            @Value("${kith.councils:E10000017}") List<String> councils,
            @Value("${kith.production-ask-again:5s}") Duration askAgain,
            BrokerAccess broker,
            DataSource dataSource,
            ObjectProvider<BindingServiceProperties> bindings,
            ConfigurableApplicationContext context) {
        var jdbc = new JdbcTemplate(dataSource);
        var rights = TopicRights.of(councils);
        return new ProductionGate(
                () -> {
                    var findings = new ArrayList<>(OwnSettings.keys(context.getEnvironment()));
                    bindings.ifAvailable(all -> findings.addAll(
                            OwnSettings.bindings(all, kafkaBindings(context), context.getBeanFactory())));
                    findings.addAll(ProductionRules.database(DatabaseSettings.read(jdbc)));
                    return findings;
                },
                () -> ProductionRules.broker(
                        BrokerSettings.read(broker, "kith-production-" + service), service, rights),
                () -> Thread.ofPlatform().name("kith-stopping").start(context::close),
                askAgain);
    }

    /** The binder keeps its own context; these are the same settings, bound here. */
    private static KafkaExtendedBindingProperties kafkaBindings(ConfigurableApplicationContext context) {
        var kafka = new KafkaExtendedBindingProperties();
        kafka.setApplicationContext(context);
        return Binder.get(context.getEnvironment())
                .bind("spring.cloud.stream.kafka", Bindable.ofInstance(kafka))
                .orElse(kafka);
    }
}
