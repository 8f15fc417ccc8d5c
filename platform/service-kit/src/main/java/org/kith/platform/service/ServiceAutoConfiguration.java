package org.kith.platform.service;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** What every service does with every request, whatever it is about. */
@AutoConfiguration
@ConditionalOnProperty("kith.service")
class ServiceAutoConfiguration {

    /** Behind tracing and the last resort, before security. */
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 20;

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter(@Value("${kith.service}") String service) {
        var filter = new FilterRegistrationBean<>(new CorrelationFilter(service));
        filter.setOrder(EARLY);
        return filter;
    }
}
