package org.kith.platform.waiting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.waiting.JdbcWaiting.Load;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Turns what has waited too long into a named task, and says how long things wait. */
class OverdueSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueSweep.class);

    private final JdbcWaiting waiting;
    private final MeterRegistry meters;
    private final Clock clock;
    private final MultiGauge counts;
    private final MultiGauge overdue;
    private final MultiGauge oldest;

    OverdueSweep(JdbcWaiting waiting, MeterRegistry meters, Clock clock) {
        this.waiting = waiting;
        this.meters = meters;
        this.clock = clock;
        counts = MultiGauge.builder("kith.waiting.items")
                .description("What waits now")
                .register(meters);
        overdue = MultiGauge.builder("kith.waiting.overdue")
                .description("What has passed its limit")
                .register(meters);
        oldest = MultiGauge.builder("kith.waiting.oldest")
                .description("How long the oldest has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${kith.waiting.sweep-every:30s}")
    void sweep() {
        var loads = new HashMap<String, Load>();
        try {
            for (var council : waiting.councils()) {
                Council.in(new CouncilCode(council), () -> {
                    sweep(council, loads);
                    return true;
                });
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Overdue items could not be looked for; the next sweep does it", away);
            return;
        }
        show(loads);
    }

    private void sweep(String council, Map<String, Load> loads) {
        for (var late : waiting.markOverdue()) {
            // work for its owner, who sees it on a screen; an operator is told by the measure and its alert
            LOG.info(
                    "Task raised: {} {} waits past its limit; owner {}, reason {}, urgent {}, council {}, limit {}",
                    late.kind(),
                    late.key(),
                    late.ownerCode(),
                    late.reasonCode(),
                    late.urgent(),
                    council,
                    late.limitAt());
            meters.counter("kith.waiting.tasks", "kind", late.kind()).increment();
        }
        for (var load : waiting.loads()) {
            loads.merge(
                    load.kind(),
                    load,
                    (one, other) -> new Load(
                            one.kind(),
                            one.count() + other.count(),
                            one.overdue() + other.overdue(),
                            one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest()));
        }
    }

    private void show(Map<String, Load> loads) {
        var now = clock.instant();
        counts.register(
                loads.values().stream()
                        .map(load -> MultiGauge.Row.of(Tags.of("kind", load.kind()), load.count()))
                        .toList(),
                true);
        overdue.register(
                loads.values().stream()
                        .map(load -> MultiGauge.Row.of(Tags.of("kind", load.kind()), load.overdue()))
                        .toList(),
                true);
        oldest.register(
                loads.values().stream()
                        .map(load -> MultiGauge.Row.of(
                                Tags.of("kind", load.kind()),
                                Duration.between(load.oldest(), now).toSeconds()))
                        .toList(),
                true);
    }
}
