package org.kith.platform.audit;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.kith.platform.security.Access;
import org.kith.platform.security.Involvements;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/** Gives every service its audit. */
@AutoConfiguration(afterName = "org.kith.platform.council.CouncilAutoConfiguration")
@ConditionalOnProperty("kith.service")
class AuditAutoConfiguration {

    /** Right behind Spring Security's chain, which is at -100 and binds who is acting. */
    private static final int BEHIND_SECURITY = -90;

    @Bean
    AuditStore auditStore(JdbcClient jdbc, CouncilWork work, Statements statements) {
        return new AuditStore(jdbc, work, statements);
    }

    @Bean
    AuditChain auditChain(AuditStore store) {
        return new AuditChain(store);
    }

    @Bean
    AuditTrail audit(
            AuditStore store, Clock clock, ObjectProvider<Tracer> tracers, PlatformTransactionManager transactions) {
        // looked up once: each request asks
        var known = SingletonSupplier.ofNullable(tracers::getIfAvailable);
        return new AuditTrail(
                store,
                clock,
                () -> {
                    var tracer = known.get();
                    var span = tracer == null ? null : tracer.currentSpan();
                    return span == null ? null : span.context().traceId();
                },
                transactions);
    }

    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(AuditTrail trail) {
        var filter = new FilterRegistrationBean<>(new AuditFilter(trail));
        filter.setOrder(BEHIND_SECURITY);
        return filter;
    }

    @Bean
    AuditDoor auditDoor(AuditStore rows, AuditChain chain, Involvements involvements, Access access, Audit audit) {
        return new AuditDoor(rows, chain, involvements, access, audit);
    }
}
