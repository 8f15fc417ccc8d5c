package org.kith.platform.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.council.Statements;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/** Gives every service its outbox and the relay that empties it. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnProperty("kith.service")
public class OutboxAutoConfiguration {

    @Bean
    BrokerAccess brokerAccess(Environment environment) {
        return BrokerAccess.of(environment);
    }

    @Bean
    TopicMaker topicMaker(
            @Value("${kith.service}") String service,
            BrokerAccess broker,
            @Value("${kith.topics.partitions:4}") int partitions,
            @Value("${kith.topics.replicas:1}") int replicas,
            @Value("${kith.councils:E10000017}") List<String> councils,
            @Value("${kith.topics.made-here:true}") boolean madeHere) {
        return new TopicMaker(broker, "kith-topics-" + service, partitions, replicas, councils, madeHere);
    }

    @Bean
    RelayRunner relayRunner(
            @Value("${kith.service}") String service,
            BrokerAccess access,
            @Value("${spring.datasource.url}") String url,
            @Value("${kith.relay.username:${kith.database.name:${kith.service}}_relay}") String username,
            @Value("${kith.relay.password:${kith.database.password:kith}}") String password,
            @Value("${kith.relay.lease:6s}") Duration lease,
            @Value("${kith.relay.idle:500ms}") Duration idlePause,
            TopicMaker topics,
            MeterRegistry meters) {
        var pool = new HikariDataSource(poolSettings(service, url, username, password));
        // leases are about real time, also where a test stops the clock of the service
        var clock = Clock.systemUTC();
        var broker = new KafkaRelayBroker(service, access, topics);
        var relay = new Relay(service + "-" + UUID.randomUUID(), new PostgresRelayStore(pool), broker, clock, lease);
        return new RelayRunner(service, relay, broker, pool, clock, idlePause, meters);
    }

    static HikariConfig poolSettings(String service, String url, String username, String password) {
        var settings = new HikariConfig();
        settings.setPoolName("kith-relay-" + service);
        settings.setJdbcUrl(url);
        settings.setUsername(username);
        settings.setPassword(password);
        settings.setMaximumPoolSize(2);
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(5_000);
        settings.setInitializationFailTimeout(-1);
        // a queue is empty or full: a plan that is kept from an empty one compares each row with each fact that was
        // sent
        settings.addDataSourceProperty("options", "-c random_page_cost=1.1 -c plan_cache_mode=force_custom_plan");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("socketTimeout", "20");
        settings.addDataSourceProperty("ApplicationName", "kith-relay-" + service);
        return settings;
    }

    @Bean
    Outbox outbox(
            @Value("${kith.service}") String service,
            Statements statements,
            ObjectProvider<Clock> clocks,
            ObjectProvider<Tracer> tracers,
            RelayRunner relay) {
        return new JdbcOutbox(
                service, statements, clocks.getIfAvailable(Clock::systemUTC), traceparent(tracers), relay::wake);
    }

    private static Supplier<@Nullable String> traceparent(ObjectProvider<Tracer> tracers) {
        // looked up once: each fact asks
        var known = SingletonSupplier.ofNullable(tracers::getIfAvailable);
        return () -> {
            var tracer = known.get();
            var context = tracer == null ? null : tracer.currentTraceContext().context();
            if (context == null || context.traceId().length() != 32) {
                return null;
            }
            return "00-" + context.traceId() + "-" + context.spanId() + "-"
                    + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
        };
    }
}
