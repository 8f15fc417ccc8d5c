package org.kith.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds rows to their chains and reads them; nothing here changes one, and the database does not let it. */
class AuditStore {

    /** One chain would make every request wait for every other; each council has so many. */
    static final int SHARDS = 16;

    private static final String COLUMNS =
            "select shard, sequence, id, at, council, subject, kind, agency, door, status,"
                    + " acts, family_ids, person_ids, subjects, reason, trace_id, hash from audit_row ";

    /** Rows read at once while a chain is checked. */
    private static final int CHECKED_AT_ONCE = 2_000;

    /** Whatever was seen under an id that has since been joined into this family was seen of this family. */
    private static final String ABOUT_FAMILY =
            "where family_ids && (array[?::uuid] || array(select absorbed_id from family_joined where survivor_id = ?)) ";

    /** A row with its place. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Link(int shard, long sequence, AuditRow row, byte[] hash) {}

    private final JdbcClient jdbc;
    private final CouncilWork work;
    private final TransactionTemplate ownTransaction;
    private final AtomicInteger turn = new AtomicInteger();

    AuditStore(JdbcClient jdbc, CouncilWork work, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.work = work;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Adds it in a transaction of its own; it stands whatever becomes of the caller's. */
    void addOnItsOwn(AuditRow row) {
        Council.in(new CouncilCode(row.council()), () -> {
            ownTransaction.executeWithoutResult(status -> append(row));
            return true;
        });
    }

    /** Adds it to the caller's transaction, or to a short one. */
    void add(AuditRow row) {
        work.in(() -> {
            append(row);
            return true;
        });
    }

    private void append(AuditRow row) {
        int shard = Math.floorMod(turn.getAndIncrement(), SHARDS);
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?), ?)::text")
                .params("audit/" + row.council(), shard)
                .query(String.class)
                .optional();
        var last = jdbc.sql("select sequence, hash from audit_row where council = ? and shard = ?"
                        + " order by sequence desc limit 1")
                .params(row.council(), shard)
                .query((found, number) -> new Head(found.getLong(1), found.getBytes(2)))
                .optional()
                .orElseGet(() -> new Head(0, AuditRow.nothingBefore()));
        long sequence = last.sequence() + 1;
        jdbc.sql("""
                        insert into audit_row (council, shard, sequence, id, at, subject, kind, agency, door, status,
                               acts, family_ids, person_ids, subjects, reason, trace_id, hash)
                        values (:council, :shard, :sequence, :id, :at, :subject, :kind, :agency, :door, :status,
                               :acts, :families, :persons, :subjects, :reason, :trace, :hash)
                        """)
                .param("council", row.council())
                .param("shard", shard)
                .param("sequence", sequence)
                .param("id", row.id())
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .param("subject", row.subject())
                .param("kind", row.kind())
                .param("agency", row.agency())
                .param("door", row.door())
                .param("status", row.status())
                .param("acts", row.acts().toArray(String[]::new))
                .param("families", row.familyIds().toArray(UUID[]::new))
                .param("persons", row.personIds().toArray(UUID[]::new))
                .param("subjects", row.subjects().toArray(String[]::new))
                .param("reason", row.reason())
                .param("trace", row.traceId())
                .param("hash", row.hash(last.hash(), shard, sequence))
                .update();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(long sequence, byte[] hash) {}

    /** Rows about a family, newest first. */
    List<AuditRow> aboutFamily(UUID familyId, int offset, int limit) {
        return read(() -> jdbc.sql(COLUMNS + ABOUT_FAMILY + "order by at desc, id desc offset ? limit ?")
                .params(familyId, familyId, offset, limit)
                .query((row, number) -> link(row).row())
                .list());
    }

    long countAboutFamily(UUID familyId) {
        return read(() -> jdbc.sql("select count(*) from audit_row " + ABOUT_FAMILY)
                .params(familyId, familyId)
                .query(Long.class)
                .single());
    }

    /** The next rows of a chain after a place. */
    List<Link> chain(int shard, long after) {
        return read(() -> jdbc.sql(COLUMNS + "where shard = ? and sequence > ? order by sequence limit ?")
                .params(shard, after, CHECKED_AT_ONCE)
                .query((row, number) -> link(row))
                .list());
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
