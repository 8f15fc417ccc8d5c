package org.kith.outcomes.measures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.kith.platform.council.Council;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Folds for every council, again and again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(CountingSettings.class)
class FoldingRounds {

    private static final Logger LOG = LoggerFactory.getLogger(FoldingRounds.class);

    private final Folding folding;
    private final Clock clock;
    private final AtomicReference<Instant> lastGood;

    FoldingRounds(Folding folding, Clock clock, MeterRegistry meters) {
        this.folding = folding;
        this.clock = clock;
        this.lastGood = new AtomicReference<>(clock.instant());
        Gauge.builder(
                        "kith.figures.fold.age",
                        lastGood,
                        good -> Duration.between(good.get(), clock.instant()).toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("Time since figures were last folded for every council")
                .register(meters);
    }

    /** A fault in one round, such as a database that is away, is mended by the next; the age of the last good one tells. */
    @Scheduled(fixedDelayString = "${kith.figures.fold-every:300ms}")
    void round() {
        try {
            for (var council : folding.councils()) {
                Council.in(council, folding::fold);
            }
            lastGood.set(clock.instant());
        } catch (RuntimeException fault) {
            LOG.warn("Figures could not be folded; the next round tries again", fault);
        }
    }
}
