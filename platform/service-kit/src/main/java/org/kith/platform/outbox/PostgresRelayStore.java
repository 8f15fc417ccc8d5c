package org.kith.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue in PostgreSQL, through the relay's own role, by the database's clock. */
final class PostgresRelayStore implements RelayStore {

    private static final String ALIVE = """
            insert into outbox_relay (owner, until) values (?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (owner) do update set until = excluded.until""";

    private static final String RENEW = """
            update outbox_part set until = clock_timestamp() + ? * interval '1 millisecond'
            where owner = ? and until > clock_timestamp()""";

    private static final String GIVE_BACK = """
            update outbox_part set owner = null, until = '-infinity'
            where part in (select part from outbox_part where owner = ? order by part desc
                offset (select ceil(32.0 / greatest(count(*), 1))::int from outbox_relay where until > clock_timestamp()))""";

    private static final String TAKE = """
            update outbox_part set owner = ?, epoch = epoch + 1, until = clock_timestamp() + ? * interval '1 millisecond'
            where part in (select part from outbox_part where until <= clock_timestamp()
                order by part
                limit (select greatest(0, ceil(32.0 / greatest((select count(*) from outbox_relay where until > clock_timestamp()), 1))::int
                    - (select count(*)::int from outbox_part where owner = ? and until > clock_timestamp())))
                for update skip locked)""";

    private static final String HELD =
            "select part, epoch from outbox_part where owner = ? and until > clock_timestamp()";

    private static final String LOWEST_UNSENT = """
            select q.id, q.part, q.queued_at, j.* from unnest(?::int[]) as mine(part)
            cross join lateral (select id, part, event_id, queued_at from outbox_queue
                where outbox_queue.part = mine.part order by id limit ?) q
            join event_journal j on j.event_id = q.event_id
            order by q.id""";

    private static final String REMOVE = """
            delete from outbox_queue q using unnest(?::bigint[]) as sent(id), outbox_part p,
                unnest(?::int[], ?::bigint[]) as mine(part, epoch)
            where q.id = sent.id and p.part = q.part and mine.part = p.part and p.owner = ? and p.epoch = mine.epoch""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    PostgresRelayStore(DataSource asRelay) {
        this.jdbc = new JdbcTemplate(asRelay);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asRelay));
    }

    @Override
    public Map<Integer, Long> lease(String owner, Duration length) {
        Map<Integer, Long> held = transaction.execute(status -> {
            jdbc.update(ALIVE, owner, length.toMillis());
            jdbc.update("delete from outbox_relay where until < clock_timestamp() - interval '1 hour'");
            jdbc.update(RENEW, length.toMillis(), owner);
            jdbc.update(GIVE_BACK, owner);
            jdbc.update(TAKE, owner, length.toMillis(), owner);
            var parts = new TreeMap<Integer, Long>();
            jdbc.query(
                    HELD,
                    row -> {
                        parts.put(row.getInt("part"), row.getLong("epoch"));
                    },
                    owner);
            return parts;
        });
        return held == null ? Map.of() : held;
    }

    @Override
    public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
        List<UnsentFact> found = jdbc.execute((ConnectionCallback<List<UnsentFact>>) connection -> {
            try (PreparedStatement query = connection.prepareStatement(LOWEST_UNSENT)) {
                query.setArray(1, connection.createArrayOf("int", parts.toArray()));
                query.setInt(2, limit);
                return read(query);
            }
        });
        return found == null ? List.of() : found;
    }

    private static List<UnsentFact> read(PreparedStatement query) throws SQLException {
        var facts = new ArrayList<UnsentFact>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                facts.add(new UnsentFact(
                        row.getLong("id"),
                        row.getInt("part"),
                        row.getString("event_id"),
                        row.getString("council"),
                        row.getString("key"),
                        row.getLong("seq"),
                        row.getString("type"),
                        row.getString("topic"),
                        row.getString("payload"),
                        row.getString("correlation_id"),
                        row.getString("causation_id"),
                        row.getString("acted_by"),
                        row.getString("traceparent"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getObject("queued_at", OffsetDateTime.class).toInstant()));
            }
        }
        return facts;
    }

    @Override
    public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
        Integer removed = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
                delete.setArray(
                        1,
                        bigints(
                                connection,
                                sent.stream().map(UnsentFact::queueId).toArray()));
                delete.setArray(
                        2, connection.createArrayOf("int", epochs.keySet().toArray()));
                delete.setArray(3, bigints(connection, epochs.values().toArray()));
                delete.setString(4, owner);
                return delete.executeUpdate();
            }
        });
        return removed == null ? 0 : removed;
    }

    private static java.sql.Array bigints(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("bigint", values);
    }

    @Override
    public void leave(String owner) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("update outbox_part set owner = null, until = '-infinity' where owner = ?", owner);
            jdbc.update("delete from outbox_relay where owner = ?", owner);
        });
    }
}
