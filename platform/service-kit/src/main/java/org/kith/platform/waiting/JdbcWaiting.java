package org.kith.platform.waiting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what waits in the service's own database. */
final class JdbcWaiting implements Waiting {

    /** More than any screen shows; a list that long is read in parts. */
    private static final int LONGEST_PAGE = 500;

    private static final String COLUMNS = "select kind, key, family_id, owner_code, reason_code, urgent, since,"
            + " limit_at, overdue or limit_at <= :now as overdue from waiting_item ";

    /** How much waits, and since when the oldest does. */
    record Load(String kind, long count, long overdue, Instant oldest) {}

    private final JdbcClient jdbc;
    private final CouncilWork work;
    private final Clock clock;

    JdbcWaiting(JdbcClient jdbc, CouncilWork work, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public void begin(Item item) {
        work.in(() -> {
            jdbc.sql("insert into waiting_council (council) values (?) on conflict do nothing")
                    .param(Council.current().value())
                    .update();
            return jdbc.sql("""
                            insert into waiting_item
                                (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
                            values (:council, :kind, :key, :family, :owner, :reason, :urgent, :since, :limit)
                            on conflict (council, kind, key) do update set
                                family_id = :family, owner_code = :owner, reason_code = :reason, urgent = :urgent,
                                limit_at = :limit,
                                overdue = waiting_item.overdue and waiting_item.limit_at = :limit
                            """)
                    .param("council", Council.current().value())
                    .param("kind", item.kind())
                    .param("key", item.key())
                    .param("family", item.familyId())
                    .param("owner", item.ownerCode())
                    .param("reason", item.reasonCode())
                    .param("urgent", item.urgent())
                    .param("since", utc(item.since()))
                    .param("limit", utc(item.limitAt()))
                    .update();
        });
    }

    @Override
    public void end(String kind, String key) {
        work.in(() -> jdbc.sql("delete from waiting_item where kind = ? and key = ?")
                .params(kind, key)
                .update());
    }

    @Override
    public List<Item> open(String kind, int offset, int limit) {
        if (limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("A page has at most " + LONGEST_PAGE + " items");
        }
        return work.in(() -> jdbc.sql(
                        COLUMNS + "where kind = :kind order by urgent desc, limit_at, key offset :offset limit :limit")
                .param("now", now())
                .param("kind", kind)
                .param("offset", offset)
                .param("limit", limit)
                .query(JdbcWaiting::item)
                .list());
    }

    @Override
    public List<Item> about(String familyId) {
        return work.in(() -> jdbc.sql(COLUMNS + "where family_id = :family order by urgent desc, limit_at, key")
                .param("now", now())
                .param("family", familyId)
                .query(JdbcWaiting::item)
                .list());
    }

    @Override
    public long count(String kind) {
        return work.in(() -> jdbc.sql("select count(*) from waiting_item where kind = ?")
                .param(kind)
                .query(Long.class)
                .single());
    }

    /** Councils that ever had something wait here. */
    List<String> councils() {
        return jdbc.sql("select council from waiting_council order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Marks what has passed its limit, and returns what was not marked before. */
    List<Item> markOverdue() {
        return work.in(() -> jdbc.sql("update waiting_item set overdue = true where not overdue and limit_at <= :now"
                        + " returning kind, key, family_id, owner_code, reason_code, urgent, since, limit_at, overdue")
                .param("now", now())
                .query(JdbcWaiting::item)
                .list());
    }

    /** How much waits, by kind. */
    List<Load> loads() {
        return work.in(() -> jdbc.sql(
                        "select kind, count(*), count(*) filter (where overdue), min(since) from waiting_item"
                                + " group by kind")
                .query((row, number) -> new Load(row.getString(1), row.getLong(2), row.getLong(3), instant(row, "min")))
                .list());
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getString("kind"),
                row.getString("key"),
                row.getString("family_id"),
                row.getString("owner_code"),
                row.getString("reason_code"),
                row.getBoolean("urgent"),
                instant(row, "since"),
                instant(row, "limit_at"),
                row.getBoolean("overdue"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
