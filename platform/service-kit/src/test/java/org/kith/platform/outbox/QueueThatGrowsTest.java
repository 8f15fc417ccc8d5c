package org.kith.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A queue in which hardly anything waits when PostgreSQL gathers statistics, and then thousands do, as after an hour without a
 * broker. With the plan that was kept from before, each row of the queue was compared with each fact that had been sent: the relay
 * stood still for 6 to 18 seconds, which a bench saw twice.
 */
class QueueThatGrowsTest {

    private static final String OWNER = "relay-1";

    private static final int WAIT = 8_000;

    private static final int PER_PART = 100;

    private ServiceDatabase database;
    private JdbcTemplate asOwner;

    @BeforeEach
    void aQueueThatNobodyElseGathersStatisticsOf() throws Exception {
        database = Landscape.kitDatabase("grows");
        asOwner = Landscape.owner(database);
        asOwner.execute("alter table outbox_queue set (autovacuum_enabled = off)");
        asOwner.execute("vacuum analyze outbox_part");
    }

    private void fill(int facts) {
        asOwner.update("""
                with fact as (
                    insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id,
                        acted_by, recorded_at)
                    select gen_random_uuid(), 'E10000017', gen_random_uuid()::text, 1, 'test.fact.v1', 'kith.tests', n % 32,
                        '{}', 'test', 'test', clock_timestamp()
                    from generate_series(1, ?) n returning event_id, part)
                insert into outbox_queue (part, event_id) select part, event_id from fact
                """, facts);
    }

    @Test
    void the_relay_plans_for_the_queue_that_it_meets() {
        try (var keepsPlans = new HikariDataSource(oneConnection(withoutOurSettings()));
                var ours = new HikariDataSource(oneConnection(OutboxAutoConfiguration.poolSettings(
                        "tests", database.url(), database.relay(), database.password())))) {
            var faulty = timeToRemove(keepsPlans);
            var mended = timeToRemove(ours);

            assertThat(mended.multipliedBy(4)).isLessThan(faulty);
        }
    }

    private HikariConfig withoutOurSettings() {
        var settings = new HikariConfig();
        settings.setJdbcUrl(database.url());
        settings.setUsername(database.relay());
        settings.setPassword(database.password());
        return settings;
    }

    private static HikariConfig oneConnection(HikariConfig settings) {
        settings.setMaximumPoolSize(1);
        return settings;
    }

    /** Statements are kept from a queue of five; then thousands wait, and what was sent of them is taken off. */
    private Duration timeToRemove(HikariDataSource pool) {
        fill(WAIT);
        asOwner.update(
                "delete from outbox_queue where id not in (select id from outbox_queue order by id desc limit 5)");
        asOwner.execute("vacuum analyze outbox_queue");
        var store = new PostgresRelayStore(pool);
        var held = store.lease(OWNER, Duration.ofMinutes(1));
        var parts = List.copyOf(held.keySet());
        IntStream.range(0, 15).forEach(round -> store.remove("nobody", held, store.lowestUnsent(parts, PER_PART)));
        fill(WAIT);

        var sent = store.lowestUnsent(parts, PER_PART);
        long begun = System.nanoTime();
        int removed = store.remove(OWNER, held, sent);

        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(removed).isEqualTo(32 * PER_PART);
        return took;
    }
}
