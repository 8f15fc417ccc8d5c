package org.kith.platform.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
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
import org.kith.platform.council.Statements;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox in PostgreSQL: one statement takes the sequence, keeps the fact and queues it, in the transaction of the change. */
final class JdbcOutbox implements Outbox {

    private static final String ANNOUNCE = """
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
                returning event_id, part, seq),
            queued as (
                insert into outbox_queue (part, event_id) select part, event_id from fact returning id)
            select fact.seq from fact, queued""";

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
    public long announce(Announcement fact) {
        mustBeInTransaction();
        var council = Council.current().value();
        var wireName = fact.getClass().getAnnotation(WireName.class);
        if (wireName == null) {
            throw new IllegalArgumentException(fact.getClass() + " has no @WireName");
        }
        var key = fact.key();
        var cause = Cause.current();
        var trace = traceparent.get();
        var sequence = statements.ask(
                ANNOUNCE,
                (row, number) -> row.getLong(1),
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
        long taken = sequence.first()
                .orElseThrow(() ->
                        new IllegalStateException("This stream is said on another topic than " + wireName.topic()));
        Failpoint.COMMAND_AFTER_ANNOUNCE.hit();
        wakeAfterCommit();
        return taken;
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
