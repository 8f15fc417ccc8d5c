package org.kith.outcomes.streams;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many may listen, and for how long.
 *
 * @param listeners each costs a connection and a virtual thread
 * @param heartbeat a silent stream says that often that it is alive
 * @param longest then the listener comes back, and their rights are asked again
 */
@Validated
@ConfigurationProperties("kith.streams")
public record StreamSettings(
        @Min(1) @Max(2000) @DefaultValue("100") int listeners,
        @NotNull @DefaultValue("15s") Duration heartbeat,
        @NotNull @DefaultValue("15m") Duration longest) {}
