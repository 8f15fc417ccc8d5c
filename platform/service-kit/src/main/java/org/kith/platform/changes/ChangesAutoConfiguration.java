package org.kith.platform.changes;

import java.time.Clock;
import org.kith.platform.security.Access;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives every service the door by which open pages learn that something has changed. */
@AutoConfiguration(afterName = "org.kith.platform.security.AccessAutoConfiguration")
@ConditionalOnProperty("kith.service")
class ChangesAutoConfiguration {

    @Bean
    ChangesDoor changesDoor(JdbcClient jdbc, Access access, Clock clock) {
        return new ChangesDoor(new SaidLately(jdbc), access, clock);
    }
}
