package org.kith.launcher.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Part;

/**
 * Lets the relay of the referral service empty a queue of facts that nobody hears: it reads them, sends them, waits for every
 * receipt and takes them off the queue. No relay can be faster than {@link ProducerBench}.
 */
final class Drain {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private Drain() {}

    /** Facts a second that leave the queue when that many wait in it. */
    static double outbox(Databases databases, int facts) {
        fill(databases, facts / 10);
        empty(databases);
        fill(databases, facts);
        long begun = System.nanoTime();
        empty(databases);
        return facts / ((System.nanoTime() - begun) / 1e9);
    }

    private static void fill(Databases databases, int facts) {
        databases.run(Part.REFERRAL, """
                with fact as (
                    insert into event_journal (event_id, council, key, seq, type, topic, part, payload, correlation_id,
                        acted_by, recorded_at)
                    select gen_random_uuid(), 'E09999999', gen_random_uuid()::text, 1, 'bench.fact.v1', '%s', n %% 32, '%s',
                        'bench', 'bench', clock_timestamp()
                    from generate_series(1, %d) n returning event_id, part)
                insert into outbox_queue (part, event_id) select part, event_id from fact
                """.formatted(ProducerBench.TOPIC, ProducerBench.FACT, facts));
    }

    private static void empty(Databases databases) {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (databases.number(Part.REFERRAL, "select exists (select 1 from outbox_queue)::int") > 0) {
            if (System.nanoTime() > until) {
                throw new Obstacle("The relay does not empty its queue", "See the logs of the measured Kith");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
