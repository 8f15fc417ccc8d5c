package org.kith.platform.checkpoints;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.kith.platform.audit.Audit;
import org.kith.platform.audit.AuditChain;
import org.kith.platform.security.Access;
import org.kith.platform.waiting.EndsByItself;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Has a service's audit watched where a second store is named for its checkpoints. */
@AutoConfiguration(afterName = "org.kith.platform.waiting.WaitingAutoConfiguration")
@ConditionalOnExpression("!'${kith.service:}'.isBlank() and !'${kith.audit.checkpoints.folder:}'.isBlank()")
@EnableConfigurationProperties(CheckpointSettings.class)
class CheckpointsAutoConfiguration {

    @Bean
    AuditWatch auditWatch(
            @Value("${kith.service}") String service, CheckpointSettings settings, AuditChain chain, Clock clock) {
        var key = CheckpointKey.of(settings.key());
        var file = new CheckpointFile(Path.of(settings.folder()), service, key, new JsonMapper());
        return new AuditWatch(service, chain, file, key, clock, settings.rowsInTurns());
    }

    @Bean
    AuditRounds auditRounds(
            AuditWatch watch,
            Waiting waiting,
            Clock clock,
            @Value("${kith.councils:E10000017}") List<String> councils,
            MeterRegistry meters) {
        return new AuditRounds(watch, waiting, clock, new TreeSet<>(councils), meters);
    }

    @Bean
    EndsByItself changedAudits() {
        return new EndsByItself(AuditRounds.TASK);
    }

    @Bean
    CheckpointDoor checkpointDoor(AuditWatch watch, AuditRounds rounds, Access access, Audit audit) {
        return new CheckpointDoor(watch, rounds, access, audit);
    }
}
