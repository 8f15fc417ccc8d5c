package org.kith.platform.waiting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps what waits in the service's own database. */
final class JdbcWaiting implements Waiting {

    /** More than any screen shows; a list that long is read in parts. */
    private static final int LONGEST_PAGE = 500;

    private static final String COLUMNS = "select kind, key, family_id, owner_code, reason_code, urgent, since,"
            + " limit_at, overdue or limit_at <= ? as overdue from waiting_item ";

    /** The family that an item is about; null for one that is about none. */
    static final String FAMILY = "case when length(waiting_item.family_id) = 36 then waiting_item.family_id::uuid end";

    private static final String ORDER = " order by urgent desc, limit_at, key offset ? limit ?";

    /** Begins with the lists, which few families have. */
    static final String LISTED =
            COLUMNS + "where kind = ? and family_id in (select family_id::text from restriction union"
                    + " select family_id::text from exclusion)";

    /** How much waits, and since when the oldest does. */
    record Load(String kind, long count, long overdue, Instant oldest) {}

    private static final Rows BEGUN =
            Rows.in("""
            insert into waiting_item (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
            select * from {rows} as w (council, kind, key, family_id, owner_code, reason_code, urgent, since, limit_at)
             order by kind, key
            on conflict (council, kind, key) do update set
                family_id = excluded.family_id, owner_code = excluded.owner_code, reason_code = excluded.reason_code,
                urgent = excluded.urgent, limit_at = excluded.limit_at,
                overdue = waiting_item.overdue and waiting_item.limit_at = excluded.limit_at
            """, "text", "text", "text", "text", "text", "text", "boolean", "timestamptz", "timestamptz");

    private static final Rows ENDED = Rows.in("""
            delete from waiting_item w using {rows} as e (council, kind, key)
             where w.council = e.council and w.kind = e.kind and w.key = e.key
            """, "text", "text", "text");

    /** Of which kind, and which one. */
    private record Place(String kind, String key) {}

    private final JdbcClient jdbc;
    private final Statements statements;
    private final Clock clock;
    private final Set<String> knownCouncils = ConcurrentHashMap.newKeySet();

    JdbcWaiting(JdbcClient jdbc, Statements statements, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    public void begin(Item item) {
        var council = Council.current().value();
        knows(council);
        statements.about(new Place(item.kind(), item.key()));
        statements.add(
                BEGUN,
                council,
                item.kind(),
                item.key(),
                item.familyId(),
                item.ownerCode(),
                item.reasonCode(),
                item.urgent(),
                item.since(),
                item.limitAt());
    }

    /** A council is written down once; that it was is remembered when it is committed. */
    private void knows(String council) {
        if (knownCouncils.contains(council)) {
            return;
        }
        statements.add("insert into waiting_council (council) values (?) on conflict do nothing", council);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    knownCouncils.add(council);
                }
            });
        }
    }

    @Override
    public void end(String kind, String key) {
        statements.about(new Place(kind, key));
        statements.add(ENDED, council(), kind, key);
    }

    private static String council() {
        return Council.current().value();
    }

    @Override
    public List<Item> open(String kind, int offset, int limit) {
        if (limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("A page has at most " + LONGEST_PAGE + " items");
        }
        return statements
                .ask(COLUMNS + "where kind = ?" + ORDER, JdbcWaiting::item, clock.instant(), kind, offset, limit)
                .rows();
    }

    @Override
    public List<Item> about(Collection<String> familyIds) {
        return statements
                .ask(
                        COLUMNS + "where family_id = any(?) order by urgent desc, limit_at, key",
                        JdbcWaiting::item,
                        clock.instant(),
                        familyIds.toArray(String[]::new))
                .rows();
    }

    @Override
    public long count(String kind) {
        return statements
                .ask("select count(*) from waiting_item where kind = ?", (row, number) -> row.getLong(1), kind)
                .rows()
                .getFirst();
    }

    /** The open ones of a kind about families with a list of who may see them. */
    List<Item> ofListedFamilies(String kind) {
        return statements.ask(LISTED, JdbcWaiting::item, clock.instant(), kind).rows();
    }

    /** A page of the open ones of a kind that somebody's roles reach, without these keys. */
    List<Item> reached(String kind, Reached reached, Set<String> without, int offset, int limit) {
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(clock.instant());
        parameters.addAll(parameters(kind, reached, without));
        parameters.add(offset);
        parameters.add(limit);
        return statements
                .ask(COLUMNS + within(reached) + ORDER, JdbcWaiting::item, parameters.toArray())
                .rows();
    }

    /** How many there are of them. */
    int countReached(String kind, Reached reached, Set<String> without) {
        return statements
                .ask(
                        "select count(*) from waiting_item " + within(reached),
                        (row, number) -> row.getInt(1),
                        parameters(kind, reached, without).toArray())
                .rows()
                .getFirst();
    }

    private static String within(Reached reached) {
        return "where kind = ?" + (reached.late() ? " and limit_at <= ?" : "") + " and (" + reached.terms()
                + ") and key <> all(?)";
    }

    private List<@Nullable Object> parameters(String kind, Reached reached, Set<String> without) {
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(kind);
        if (reached.late()) {
            parameters.add(clock.instant());
        }
        parameters.addAll(reached.parameters());
        parameters.add(without.toArray(String[]::new));
        return parameters;
    }

    /** Councils that ever had something wait here. */
    List<String> councils() {
        return jdbc.sql("select council from waiting_council order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Marks what has passed its limit, and returns what was not marked before. */
    List<Item> markOverdue() {
        return statements
                .ask(
                        "update waiting_item set overdue = true where not overdue and limit_at <= ?"
                                + " returning kind, key, family_id, owner_code, reason_code, urgent, since, limit_at, overdue",
                        JdbcWaiting::item,
                        clock.instant())
                .rows();
    }

    /** How much waits, by kind. */
    List<Load> loads() {
        return statements
                .ask(
                        "select kind, count(*), count(*) filter (where overdue), min(since) from waiting_item group by kind",
                        (row, number) ->
                                new Load(row.getString(1), row.getLong(2), row.getLong(3), instant(row, "min")))
                .rows();
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
}
