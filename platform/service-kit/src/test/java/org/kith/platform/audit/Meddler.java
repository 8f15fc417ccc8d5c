package org.kith.platform.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Somebody who owns the database, knows how the chain is made, and covers up as well as can be without the key. */
public final class Meddler {

    /** What can be done to a chain of at least three rows; each leaves it different from what was written. */
    public enum Mischief {
        EDIT,
        DELETE,
        DELETE_AND_CLOSE_THE_GAP,
        INSERT,
        SWAP,
        TRUNCATE_TAIL,
        TRUNCATE_TAIL_AND_WRITE_OTHER_ROWS,
        REWRITE_FROM_A_ROW_ON,
        REWRITE_WHOLE_CHAIN,
        FORGET_THE_COUNCIL
    }

    private final JdbcTemplate owner;
    private final AuditStore seenByOwner;
    private final String council;

    public Meddler(JdbcTemplate owner, PlatformTransactionManager transactions, String council) {
        this.owner = owner;
        this.council = council;
        var jdbc = JdbcClient.create(owner);
        this.seenByOwner = new AuditStore(
                jdbc,
                new CouncilWork(jdbc, transactions),
                new Statements(Objects.requireNonNull(owner.getDataSource()), () -> null));
    }

    /** Adds rows the honest way. */
    public static void write(AuditChain chain, String council, int rows) {
        for (int row = 0; row < rows; row++) {
            chain.store().addOnItsOwn(aRow(council, "a worker who looked"));
        }
    }

    /** The chain over a database, as the service has it. */
    public static AuditChain chain(DataSource source, PlatformTransactionManager transactions) {
        var jdbc = JdbcClient.create(source);
        return new AuditChain(
                new AuditStore(jdbc, new CouncilWork(jdbc, transactions), new Statements(source, () -> null)));
    }

    /** Does it to a chain that chance chooses. */
    public void commit(Mischief mischief, Random random) {
        switch (mischief) {
            case EDIT -> edit(random);
            case DELETE -> delete(random);
            case DELETE_AND_CLOSE_THE_GAP -> deleteAndCloseTheGap(random);
            case INSERT -> insert(random);
            case SWAP -> swap(random);
            case TRUNCATE_TAIL -> truncateTail(random);
            case TRUNCATE_TAIL_AND_WRITE_OTHER_ROWS -> truncateAndWriteOthers(random);
            case REWRITE_FROM_A_ROW_ON -> rewriteFromARowOn(random);
            case REWRITE_WHOLE_CHAIN -> rewriteWholeChain(random);
            case FORGET_THE_COUNCIL -> owner.update("delete from audit_row");
        }
    }

    private static AuditRow aRow(String council, String subject) {
        return new AuditRow(
                UUID.randomUUID(),
                Instant.parse("2026-11-20T09:00:00.123456Z"),
                council,
                subject,
                "STAFF",
                null,
                "GET /families/{id}",
                200,
                List.of("family.seen"),
                List.of(UUID.randomUUID()),
                List.of(UUID.randomUUID(), UUID.randomUUID()),
                List.of(),
                null,
                null);
    }

    private List<AuditStore.Link> links(int shard) {
        return Council.<List<AuditStore.Link>, RuntimeException>in(
                new CouncilCode(council), () -> seenByOwner.chain(shard, 0, 10_000));
    }

    private static int shard(Random random) {
        return random.nextInt(AuditStore.SHARDS);
    }

    private static long any(Random random, List<AuditStore.Link> links) {
        return 1L + random.nextInt(links.size());
    }

    private void edit(Random random) {
        int shard = shard(random);
        var column = List.of(
                        "subject = 'x'",
                        "status = 418",
                        "at = at + interval '1 microsecond'",
                        "person_ids = person_ids[1:1]",
                        "family_ids = '{}'",
                        "reason = ''",
                        "hash = sha256('x')",
                        "door = 'GET /'",
                        "agency = 'a'",
                        "acts = '{family.changed}'")
                .get(random.nextInt(10));
        owner.update(
                "update audit_row set " + column + " where shard = ? and sequence = ?",
                shard,
                any(random, links(shard)));
    }

    private void delete(Random random) {
        int shard = shard(random);
        owner.update("delete from audit_row where shard = ? and sequence = ?", shard, any(random, links(shard)));
    }

    private void deleteAndCloseTheGap(Random random) {
        int shard = shard(random);
        long gone = any(random, links(shard));
        owner.update("delete from audit_row where shard = ? and sequence = ?", shard, gone);
        owner.update("update audit_row set sequence = -sequence where shard = ? and sequence > ?", shard, gone);
        owner.update("update audit_row set sequence = -sequence - 1 where shard = ? and sequence < 0", shard);
    }

    private void insert(Random random) {
        int shard = shard(random);
        long before = any(random, links(shard));
        owner.update("update audit_row set sequence = -sequence where shard = ? and sequence >= ?", shard, before);
        owner.update("update audit_row set sequence = -sequence + 1 where shard = ? and sequence < 0", shard);
        var slippedIn = aRow(council, "somebody slipped in");
        write(shard, before, slippedIn, slippedIn.hash(hashBefore(shard, before), shard, before));
    }

    private byte[] hashBefore(int shard, long sequence) {
        return links(shard).stream()
                .filter(link -> link.sequence() == sequence - 1)
                .map(AuditStore.Link::hash)
                .findFirst()
                .orElseGet(AuditRow::nothingBefore);
    }

    private void swap(Random random) {
        int shard = shard(random);
        var links = links(shard);
        long one = any(random, links);
        long other = one == links.size() ? one - 1 : one + 1;
        owner.update("update audit_row set sequence = -1 where shard = ? and sequence = ?", shard, one);
        owner.update("update audit_row set sequence = ? where shard = ? and sequence = ?", one, shard, other);
        owner.update("update audit_row set sequence = ? where shard = ? and sequence = -1", other, shard);
    }

    private void truncateTail(Random random) {
        int shard = shard(random);
        owner.update("delete from audit_row where shard = ? and sequence >= ?", shard, any(random, links(shard)));
    }

    private void truncateAndWriteOthers(Random random) {
        int shard = shard(random);
        var links = links(shard);
        long from = any(random, links);
        owner.update("delete from audit_row where shard = ? and sequence >= ?", shard, from);
        var hash = hashBefore(shard, from);
        for (long sequence = from; sequence <= links.size() + random.nextInt(3); sequence++) {
            var row = aRow(council, "nobody in particular");
            hash = row.hash(hash, shard, sequence);
            write(shard, sequence, row, hash);
        }
    }

    private void rewriteFromARowOn(Random random) {
        int shard = shard(random);
        rewrite(shard, any(random, links(shard)));
    }

    private void rewriteWholeChain(Random random) {
        rewrite(shard(random), 1);
    }

    /** One word of one row changed, and every hash behind it made to fit. */
    private void rewrite(int shard, long from) {
        var links = links(shard);
        var hash = hashBefore(shard, from);
        for (var link : links) {
            if (link.sequence() >= from) {
                var row = link.sequence() == from ? withSubject(link.row(), "somebody else") : link.row();
                hash = row.hash(hash, shard, link.sequence());
                owner.update(
                        "update audit_row set subject = ?, hash = ? where shard = ? and sequence = ?",
                        row.subject(),
                        hash,
                        shard,
                        link.sequence());
            }
        }
        if (!stillFits(shard)) {
            throw new IllegalStateException("A chain written anew must fit, or the test proves nothing");
        }
    }

    private boolean stillFits(int shard) {
        return links(shard).stream()
                .allMatch(link -> Arrays.equals(
                        link.hash(), link.row().hash(hashBefore(shard, link.sequence()), shard, link.sequence())));
    }

    private static AuditRow withSubject(AuditRow row, String subject) {
        return new AuditRow(
                row.id(),
                row.at(),
                row.council(),
                subject,
                row.kind(),
                row.agency(),
                row.door(),
                row.status(),
                row.acts(),
                row.familyIds(),
                row.personIds(),
                row.subjects(),
                row.reason(),
                row.traceId());
    }

    private void write(int shard, long sequence, AuditRow row, byte[] hash) {
        owner.update(connection -> {
            var insert = connection.prepareStatement(
                    "insert into audit_row (council, shard, sequence, id, at, subject, kind, door, status, acts,"
                            + " family_ids, person_ids, subjects, hash) values (?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, '{}', ?)");
            insert.setString(1, row.council());
            insert.setInt(2, shard);
            insert.setLong(3, sequence);
            insert.setObject(4, row.id());
            insert.setString(5, row.at().toString());
            insert.setString(6, row.subject());
            insert.setString(7, row.kind());
            insert.setString(8, row.door());
            insert.setInt(9, row.status());
            insert.setArray(10, connection.createArrayOf("text", row.acts().toArray()));
            insert.setArray(11, connection.createArrayOf("uuid", row.familyIds().toArray()));
            insert.setArray(12, connection.createArrayOf("uuid", row.personIds().toArray()));
            insert.setBytes(13, hash);
            return insert;
        });
    }
}
