package org.kith.platform.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox in PostgreSQL: one statement takes sequences, keeps facts and queues them, in the transaction of the change. */
final class JdbcOutbox implements Outbox {

    private static final String ANNOUNCE_ONE = """
            with head as (
                insert into stream_head (council, key, topic, part, last_seq, last_at) values (?, ?, ?, ?, 1, ?)
                on conflict (council, key) do update
                    set last_seq = stream_head.last_seq + 1, last_at = excluded.last_at, topic = excluded.topic
                    where stream_head.topic is null or stream_head.topic = excluded.topic
                returning council, key, topic, part, last_seq, last_at),
            fact as (
                insert into event_journal (event_id, council, key, seq, type, topic, part, payload,
                    correlation_id, causation_id, acted_by, traceparent, recorded_at)
                select ?::uuid, council, key, last_seq, ?, topic, part, ?, ?, ?, ?, ?, last_at from head
                returning event_id, part),
            queued as (
                insert into outbox_queue (part, event_id) select part, event_id from fact returning id)
            select 1, count(*) from queued""";

    /** Streams in one order, and in the queue as they were said. */
    private static final String ANNOUNCE_MANY = """
            with said as (
                select * from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                    as s (council, key, topic, part, at, event_id, type, payload, correlation_id, causation_id, acted_by,
                        traceparent, place)),
            head as (
                insert into stream_head (council, key, topic, part, last_seq, last_at)
                select council, key, min(topic), min(part), count(*), max(at) from said
                group by council, key order by council, key
                on conflict (council, key) do update
                    set last_seq = stream_head.last_seq + excluded.last_seq, last_at = excluded.last_at, topic = excluded.topic
                    where stream_head.topic is null or stream_head.topic = excluded.topic
                returning council, key, topic, part, last_seq),
            fact as (
                insert into event_journal (event_id, council, key, seq, type, topic, part, payload,
                    correlation_id, causation_id, acted_by, traceparent, recorded_at)
                select s.event_id, h.council, h.key,
                    h.last_seq - count(*) over (partition by s.council, s.key)
                        + row_number() over (partition by s.council, s.key order by s.place),
                    s.type, h.topic, h.part, s.payload, s.correlation_id, s.causation_id, s.acted_by, s.traceparent, s.at
                from said s join head h on h.council = s.council and h.key = s.key and h.topic = s.topic
                returning event_id, part),
            queued as (
                insert into outbox_queue (part, event_id)
                select f.part, f.event_id from fact f join said s on s.event_id = f.event_id order by s.place returning id)
            select (select count(*) from said), (select count(*) from queued)""";

    private static final Rows FACTS = Rows.with(
            ANNOUNCE_ONE,
            ANNOUNCE_MANY,
            "text",
            "text",
            "text",
            "int",
            "timestamptz",
            "uuid",
            "text",
            "text",
            "text",
            "text",
            "text",
            "text");

    private static final String NEXT = """
            insert into stream_head (council, key, part, last_seq, last_at) values (?, ?, ?, 0, ?)
            on conflict (council, key) do update set last_seq = stream_head.last_seq
            returning last_seq + 1""";

    private final String service;
    private final Statements statements;
    private final Clock clock;
    private final Supplier<@Nullable String> traceparent;
    private final Runnable wakeRelay;

    JdbcOutbox(
            String service,
            Statements statements,
            Clock clock,
            Supplier<@Nullable String> traceparent,
            Runnable wakeRelay) {
        this.service = service;
        this.statements = statements;
        this.clock = clock;
        this.traceparent = traceparent;
        this.wakeRelay = wakeRelay;
    }

    @Override
    public void announce(Announcement fact) {
        mustBeInTransaction();
        var council = Council.current().value();
        var wireName = fact.getClass().getAnnotation(WireName.class);
        if (wireName == null) {
            throw new IllegalArgumentException(fact.getClass() + " has no @WireName");
        }
        var key = fact.key();
        var cause = Cause.current();
        var trace = traceparent.get();
        statements.add(
                FACTS,
                JdbcOutbox::mustBeQueued,
                council,
                key,
                TopicNames.of(wireName.topic(), council),
                Parts.of(council, key),
                now(),
                UuidCreator.getTimeOrderedEpoch().toString(),
                wireName.value(),
                FactJson.write(fact),
                cause.map(Cause::correlationId)
                        .orElseGet(() -> trace == null ? UUID.randomUUID().toString() : trace.substring(3, 35)),
                cause.map(Cause::causationId).orElse(null),
                Acting.ifAny().map(Who::subject).orElse(service),
                // a reaction goes on with the trace of the fact it hears; the reader's own begins with its batch
                cause.map(Cause::traceparent).orElse(trace));
        Failpoint.COMMAND_AFTER_ANNOUNCE.hit();
        wakeAfterCommit();
    }

    private static boolean mustBeQueued(ResultSet row, int number) throws SQLException {
        if (row.getLong(1) != row.getLong(2)) {
            throw new IllegalStateException("A stream is said on another topic than before");
        }
        return true;
    }

    @Override
    public long nextSequence(String key) {
        mustBeInTransaction();
        var council = Council.current().value();
        return statements
                .ask(NEXT, (row, number) -> row.getLong(1), council, key, Parts.of(council, key), now())
                .first()
                .orElseThrow();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static void mustBeInTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A fact is kept with its change: begin a transaction first");
        }
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    Failpoint.COMMAND_BEFORE_COMMIT.hit();
                }

                @Override
                public void afterCommit() {
                    Failpoint.COMMAND_AFTER_COMMIT.hit();
                    wakeRelay.run();
                }
            });
        }
    }
}
