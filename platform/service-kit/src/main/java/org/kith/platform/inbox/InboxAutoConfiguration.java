package org.kith.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.kith.platform.audit.Audit;
import org.kith.platform.outbox.OutboxAutoConfiguration;
import org.kith.platform.outbox.RelayRunner;
import org.kith.platform.outbox.TopicMaker;
import org.kith.platform.security.Access;
import org.kith.platform.waiting.SettledByHand;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.transaction.PlatformTransactionManager;

/** Gives every service its inbox, and every binding its reader, its place and its way back after a fault. */
@AutoConfiguration(after = OutboxAutoConfiguration.class)
@ConditionalOnProperty("kith.service")
public class InboxAutoConfiguration {

    @Bean
    BatchMessageConverter kithRecordBatch() {
        return new RecordBatch();
    }

    @Bean
    CommonErrorHandler kithTryBatchAgain() {
        return new TryBatchAgain();
    }

    @Bean
    InboxStore inboxStore(DataSource dataSource, ObjectProvider<Clock> clocks) {
        return new JdbcInboxStore(new JdbcTemplate(dataSource), clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Inbox inbox(
            @Value("${kith.service}") String service,
            @Value("${kith.inbox.pauses:50ms,200ms,800ms,2s}") List<Duration> pausesBeforeParking,
            @Value("${kith.inbox.longest-content:262144}") int longestContent,
            InboxStore store,
            DataSource dataSource,
            PlatformTransactionManager business,
            ObjectProvider<Waiting> waiting,
            ObjectProvider<Clock> clocks,
            MeterRegistry meters) {
        var clock = clocks.getIfAvailable(Clock::systemUTC);
        var work = new SpringWork(service, business, new JdbcTransactionManager(dataSource), waiting, clock);
        return new Inbox(store, work, new InboxMeters(meters, () -> clock), pausesBeforeParking, longestContent);
    }

    @Bean
    JdbcFeeds feeds(Inbox inbox, BeanFactory beans, @Value("${kith.inbox.longest-rest:100ms}") Duration longestRest) {
        return new JdbcFeeds(inbox, beans, longestRest);
    }

    /** The binder's own lifecycle would hold up the start of the service while the broker is away. */
    @Bean
    static BeanPostProcessor patientBindings(ApplicationContext context) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                if (!(bean instanceof InputBindingLifecycle)) {
                    return bean;
                }
                var patient = new PatientBindings(
                        context.getBean(BindingService.class),
                        context.getBean(TopicMaker.class),
                        context.getEnvironment().getRequiredProperty("kith.service"));
                context.getAutowireCapableBeanFactory().autowireBean(patient);
                return patient;
            }
        };
    }

    @Bean
    KeptPlaces keptPlaces(InboxStore store, JdbcFeeds feeds) {
        return new KeptPlaces(store, feeds);
    }

    @Bean
    InboxCounts delivery(DataSource dataSource, RelayRunner relay, MeterRegistry meters) {
        return new InboxCounts(new JdbcTemplate(dataSource), relay, meters);
    }

    @Bean
    ParkedStreamsDoor parkedStreamsDoor(
            InboxStore store,
            Inbox inbox,
            JdbcFeeds feeds,
            ObjectProvider<Waiting> waiting,
            Clock clock,
            Access access,
            Audit audit) {
        return new ParkedStreamsDoor(store, inbox, feeds, waiting, clock, access, audit);
    }

    @Bean
    ToldDoor toldDoor(JdbcTemplate jdbc, Access access, Audit audit) {
        return new ToldDoor(jdbc, access, audit);
    }

    @Bean
    SettledByHand factsSetAside() {
        return new SettledByHand(ParkedStreamsDoor.FACT_SET_ASIDE);
    }

    @Bean
    SettledByHand heardRefusals() {
        return new SettledByHand(Inbox.HEARD_REFUSAL);
    }

    @Bean
    HeardFeeds heardFeeds(JdbcFeeds feeds, KeptPlaces places, InboxStore store, Inbox inbox) {
        return new HeardFeeds(feeds, places, store, inbox);
    }
}
