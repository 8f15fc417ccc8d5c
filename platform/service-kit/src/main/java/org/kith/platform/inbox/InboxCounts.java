package org.kith.platform.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.kith.platform.outbox.RelayRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many streams stand still and how much is in quarantine, for figures and the health page. Standing streams are somebody's
 * task and no reason to take the service away, so health stays up and says the numbers.
 */
final class InboxCounts implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(InboxCounts.class);
    private static final long FRESH_NANOS = 5_000_000_000L;

    private record Counts(
            long parked, long gaps, long waiting, long quarantined, double oldestSeconds, long countedAt) {}

    private final JdbcTemplate jdbc;
    private final RelayRunner relay;
    private final AtomicReference<Counts> last =
            new AtomicReference<>(new Counts(0, 0, 0, 0, 0, System.nanoTime() - FRESH_NANOS));

    InboxCounts(JdbcTemplate jdbc, RelayRunner relay, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.relay = relay;
        gauge(meters, "PARKED", () -> counts().parked());
        gauge(meters, "GAP", () -> counts().gaps());
        gauge(meters, "WAITING_FOR_JOIN", () -> counts().waiting());
        Gauge.builder("kith.inbox.quarantine", () -> counts().quarantined())
                .description("Records that belong to no stream")
                .register(meters);
        Gauge.builder("kith.inbox.standing", () -> counts().oldestSeconds())
                .description("How long the stream that stands still longest does so")
                .baseUnit("seconds")
                .register(meters);
    }

    private static void gauge(MeterRegistry meters, String state, Supplier<Number> count) {
        Gauge.builder("kith.inbox.streams", count)
                .description("Streams that stand still")
                .tag("state", state)
                .register(meters);
    }

    private Counts counts() {
        var known = last.get();
        if (System.nanoTime() - known.countedAt() < FRESH_NANOS) {
            return known;
        }
        try {
            var counted = jdbc.query(
                            """
                            select count(*) filter (where state = 'PARKED'), count(*) filter (where state = 'GAP'),
                                count(*) filter (where state = 'WAITING_FOR_JOIN'),
                                (select count(*) from inbox_quarantine),
                                coalesce(extract(epoch from clock_timestamp() - min(state_since)), 0)
                            from inbox_stream where state <> 'OK'""",
                            (row, number) -> new Counts(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getDouble(5),
                                    System.nanoTime()))
                    .getFirst();
            last.set(counted);
            return counted;
        } catch (RuntimeException e) {
            LOG.debug("Streams could not be counted", e);
            return known;
        }
    }

    @Override
    public Health health() {
        var counts = counts();
        return Health.up()
                .withDetail("parkedStreams", counts.parked())
                .withDetail("gaps", counts.gaps())
                .withDetail("waitingForJoin", counts.waiting())
                .withDetail("quarantined", counts.quarantined())
                .withDetail("oldestUnsentMillis", relay.oldestUnsentAge().toMillis())
                .withDetail("partsHeld", relay.heldParts().size())
                .build();
    }
}
