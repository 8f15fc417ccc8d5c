package org.kith.platform.time;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The one clock, and England's working days. */
@AutoConfiguration
class TimeAutoConfiguration {

    /** What PostgreSQL keeps, so that a time read back equals the time written. */
    private static final Duration FINEST = Duration.ofNanos(1000);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), FINEST);
    }

    @Bean
    @ConditionalOnMissingBean
    WorkingDays workingDays() {
        return WorkingDays.england();
    }
}
