package org.kith.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Adds rows to their chains and reads them; nothing here changes one, and the database does not let it. */
class AuditStore {

    /** One chain would make every request wait for every other; each council has so many. */
    static final int SHARDS = 16;

    private static final String COLUMNS =
            "select shard, sequence, id, at, council, subject, kind, agency, door, status,"
                    + " acts, family_ids, person_ids, subjects, reason, trace_id, hash from audit_row ";

    /** Rows read at once while a chain is checked. */
    static final int CHECKED_AT_ONCE = 2_000;

    /** Whatever was seen under an id that has since been joined into this family was seen of this family. */
    private static final String PLACES_OF_FAMILY =
            "from audit_places_of(array[?::uuid] || array(select absorbed_id from family_joined where survivor_id = ?)) ";

    /** A row with its place. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Link(int shard, long sequence, AuditRow row, byte[] hash) {}

    /** Row and place in one chain, one after the other; only behind it is the end of the chain looked at. */
    private static final String HOLD_CHAIN = "select pg_advisory_xact_lock(hashtext(?), ?)::text";

    /** The row behind the last of its chain, with the hash that {@link AuditRow#hash} says it has. */
    private static final String ADD = """
            insert into audit_row (council, shard, sequence, id, at, subject, kind, agency, door, status,
                   acts, family_ids, person_ids, subjects, reason, trace_id, hash)
            select v.council, v.shard, place.sequence, v.id, v.at, v.subject, v.kind, v.agency, v.door, v.status,
                   v.acts, v.family_ids, v.person_ids, v.subjects, v.reason, v.trace_id,
                   sha256(place.before || int2send(v.shard) || int8send(place.sequence) || v.bytes)
              from (values (?::text, ?::smallint, ?::uuid, ?::timestamptz, ?::text, ?::text, ?::text, ?::text, ?::smallint,
                            ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text, ?::text, ?::bytea))
                   as v (council, shard, id, at, subject, kind, agency, door, status,
                         acts, family_ids, person_ids, subjects, reason, trace_id, bytes)
              left join lateral (select sequence, hash from audit_row r
                                  where r.council = v.council and r.shard = v.shard
                                  order by sequence desc limit 1) as ending on true
             cross join lateral (select coalesce(ending.sequence, 0) + 1 as sequence,
                                        coalesce(ending.hash, ?::bytea) as before) as place
            """;

    private final JdbcClient jdbc;
    private final CouncilWork work;
    private final Statements statements;
    private final AtomicInteger turn = new AtomicInteger();

    AuditStore(JdbcClient jdbc, CouncilWork work, Statements statements) {
        this.jdbc = jdbc;
        this.work = work;
        this.statements = statements;
    }

    /** Adds it in a transaction of its own; it stands whatever becomes of the caller's. */
    void addOnItsOwn(AuditRow row) {
        Council.in(new CouncilCode(row.council()), () -> {
            statements.onItsOwn(trip -> append(row, nextChain(), trip));
            return true;
        });
    }

    /**
     * Adds it to the caller's transaction when that commits, or to one of its own. A chain is held until the commit, so it is taken
     * last: whoever held one and went on to take families could wait for somebody who waits for the chain.
     */
    void add(AuditRow row) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            addOnItsOwn(row);
        } else if (TransactionSynchronizationManager.getResource(this) instanceof BeforeCommit later) {
            later.rows.add(row);
        } else {
            var later = new BeforeCommit();
            later.rows.add(row);
            TransactionSynchronizationManager.bindResource(this, later);
            TransactionSynchronizationManager.registerSynchronization(later);
        }
    }

    /** Adds it as the last thing that the caller's transaction does. */
    void addLast(AuditRow row) {
        append(row, nextChain(), statements::add);
        statements.send();
    }

    /** What the transaction has not sent yet goes first, so that its faults are not taken for the audit's. */
    void sendWhatWaits() {
        statements.send();
    }

    /** Rows that a transaction adds when it commits, all to one chain. */
    private final class BeforeCommit implements TransactionSynchronization {

        private final List<AuditRow> rows = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            int chain = nextChain();
            rows.forEach(row -> append(row, chain, statements::add));
            statements.send();
        }

        @Override
        public int getOrder() {
            return Statements.SENT_BEFORE_COMMIT - 1;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AuditStore.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AuditStore.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AuditStore.this);
        }
    }

    private static void append(AuditRow row, int shard, Statements.Trip trip) {
        trip.add(HOLD_CHAIN, "audit/" + row.council(), shard);
        trip.add(
                ADD,
                row.council(),
                shard,
                row.id(),
                row.at(),
                row.subject(),
                row.kind(),
                row.agency(),
                row.door(),
                row.status(),
                row.acts().toArray(String[]::new),
                row.familyIds().toArray(UUID[]::new),
                row.personIds().toArray(UUID[]::new),
                row.subjects().toArray(String[]::new),
                row.reason(),
                row.traceId(),
                row.bytes(),
                AuditRow.nothingBefore());
    }

    private int nextChain() {
        return Math.floorMod(turn.getAndIncrement(), SHARDS);
    }

    /** Rows about a family, newest first. */
    List<AuditRow> aboutFamily(UUID familyId, int offset, int limit) {
        return read(() -> jdbc.sql(COLUMNS + "where council = ? and (shard, sequence) in (select shard, sequence "
                        + PLACES_OF_FAMILY
                        + "order by at desc, id desc offset ? limit ?) order by at desc, id desc")
                .params(Council.current().value(), familyId, familyId, offset, limit)
                .query((row, number) -> link(row).row())
                .list());
    }

    long countAboutFamily(UUID familyId) {
        return read(() -> jdbc.sql("select count(*) " + PLACES_OF_FAMILY)
                .params(familyId, familyId)
                .query(Long.class)
                .single());
    }

    /** The next rows of a chain after a place. */
    List<Link> chain(int shard, long after, int most) {
        return read(
                () -> jdbc.sql(COLUMNS + "where council = ? and shard = ? and sequence > ? order by sequence limit ?")
                        .params(Council.current().value(), shard, after, most)
                        .query((row, number) -> link(row))
                        .list());
    }

    /** The last row of each chain that has one. */
    List<AuditChain.Head> heads() {
        return read(() -> jdbc.sql("""
                        select shard.number, last.sequence, last.hash
                          from generate_series(0, ?) as shard (number)
                         cross join lateral (select sequence, hash from audit_row
                                              where council = ? and shard = shard.number
                                              order by sequence desc limit 1) as last
                         order by shard.number
                        """)
                .params(SHARDS - 1, Council.current().value())
                .query((row, number) -> new AuditChain.Head(row.getInt(1), row.getLong(2), row.getBytes(3)))
                .list());
    }

    List<String> councils() {
        return jdbc.sql("select audit_councils()")
                .query((row, number) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private <T> T read(Supplier<T> statement) {
        return work.in(statement);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getInt("shard"),
                row.getLong("sequence"),
                new AuditRow(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("council"),
                        row.getString("subject"),
                        row.getString("kind"),
                        row.getString("agency"),
                        row.getString("door"),
                        row.getInt("status"),
                        Arrays.asList((String[]) row.getArray("acts").getArray()),
                        Arrays.asList((UUID[]) row.getArray("family_ids").getArray()),
                        Arrays.asList((UUID[]) row.getArray("person_ids").getArray()),
                        Arrays.asList((String[]) row.getArray("subjects").getArray()),
                        row.getString("reason"),
                        row.getString("trace_id")),
                row.getBytes("hash"));
    }
}
