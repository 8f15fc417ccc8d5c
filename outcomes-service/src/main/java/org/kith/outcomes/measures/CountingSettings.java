package org.kith.outcomes.measures;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often counts are folded and said.
 *
 * @param foldEvery a measure is said at most this often
 * @param movesPerRound counts said in one round; the rest follows in the next, with all that moved meanwhile
 * @param movesKept moves a listener may have missed and still catch up on
 * @param reconcileEvery how often figures are counted again from the facts
 */
@Validated
@ConfigurationProperties("kith.figures")
public record CountingSettings(
        @NotNull @DefaultValue("300ms") Duration foldEvery,
        @Min(1) @Max(5000) @DefaultValue("200") int movesPerRound,
        @Min(100) @DefaultValue("100000") int movesKept,
        @NotNull @DefaultValue("15m") Duration reconcileEvery) {}
