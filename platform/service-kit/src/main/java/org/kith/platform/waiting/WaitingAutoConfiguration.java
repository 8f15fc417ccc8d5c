package org.kith.platform.waiting;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.Statements;
import org.kith.platform.security.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Gives every service its list of what waits. */
@AutoConfiguration(afterName = "org.kith.platform.security.AccessAutoConfiguration")
@ConditionalOnProperty("kith.service")
@EnableScheduling
class WaitingAutoConfiguration {

    @Bean
    JdbcWaiting waiting(JdbcClient jdbc, Statements statements, Clock clock) {
        return new JdbcWaiting(jdbc, statements, clock);
    }

    @Bean
    OverdueSweep overdueSweep(JdbcWaiting waiting, MeterRegistry meters, Clock clock) {
        return new OverdueSweep(waiting, meters, clock);
    }

    @Bean
    WaitsInReach waitsInReach(JdbcWaiting waiting, ObjectProvider<HiddenWaits> hidden, Access access) {
        return new WaitsInReach(waiting, hidden.stream().toList(), access);
    }

    @Bean
    WaitingDoor waitingDoor(WaitsInReach waits, Audit audit) {
        return new WaitingDoor(waits, audit);
    }

    @Bean
    TasksDoor tasksDoor(
            Waiting waiting,
            ObjectProvider<SettledByHand> kinds,
            ObjectProvider<EndsByItself> endByThemselves,
            Access access,
            Audit audit) {
        return new TasksDoor(waiting, kinds.stream(), endByThemselves.stream(), access, audit);
    }
}
