package org.kith.platform.checkpoints;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where checkpoints of the audit go.
 *
 * @param folder the second store; empty where none is kept, which production refuses
 * @param key secret from which the signing key is made; the database must not have it
 * @param every how often one is signed
 * @param rowsInTurns how many of the older rows are read again each time
 */
@ConfigurationProperties("kith.audit.checkpoints")
record CheckpointSettings(
        @DefaultValue("") String folder,
        @DefaultValue("") String key,
        @DefaultValue("60s") Duration every,
        @DefaultValue("50000") long rowsInTurns) {}
