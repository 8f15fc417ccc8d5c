package org.kith.platform.reconciliation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.kith.platform.reconciliation.Notice.Bucket;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.kith.platform.reconciliation.Notice.Position;
import org.kith.platform.restore.ForgottenTasks;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service has said, and the way to say it again: from the journal into the queue. */
final class SaidLedger implements Reconciliation.Said {

    /** Recorded before, sent after: what is this young may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 5_000;

    private static final String HEADS = """
            select topic, part,
                case when last_at >= ? then floor(extract(epoch from last_at) / 3600)::bigint else -1 end as hour,
                count(*), sum(last_seq), bit_xor(hashtextextended(council || '/' || key || '/' || last_seq, 0))
            from stream_head where part = any(?) and topic is not null and last_seq > 0 and last_at >= ?
            group by topic, part, hour order by topic, part, hour""";

    private static final String QUEUE_WHAT_IS_MISSING = """
            with heard as (
                select * from unnest(?::text[], ?::text[], ?::bigint[]) as h(council, key, seq)),
            behind as (
                select s.council, s.key, coalesce(h.seq, 0) as seq from stream_head s
                left join heard h on h.council = s.council and h.key = s.key
                where s.topic = ? and s.part = ? and s.last_seq > coalesce(h.seq, 0)
                and (h.key is not null or (
                    (case when s.last_at >= ? then floor(extract(epoch from s.last_at) / 3600)::bigint else -1 end) = any(?)
                    and (?::text is null or (s.council || '/' || s.key) collate "C" > ?)
                    and (?::text is null or (s.council || '/' || s.key) collate "C" <= ?))))
            insert into outbox_queue (part, event_id)
            select j.part, j.event_id from event_journal j
            join behind b on b.council = j.council and b.key = j.key and j.seq > b.seq
            where j.recorded_at < ? and not exists (select 1 from outbox_queue q where q.event_id = j.event_id)
            order by j.council, j.key, j.seq limit ?""";

    private static final String FORGOTTEN = """
            select h.council, h.key from unnest(?::text[], ?::text[], ?::bigint[]) as h(council, key, applied)
            left join stream_head s on s.council = h.council and s.key = h.key
            where h.applied > coalesce(s.last_seq, 0)
                and exists (select 1 from stream_head known where known.council = h.council)""";

    private static final String QUEUE_RANGE = """
            insert into outbox_queue (part, event_id)
            select j.part, j.event_id from event_journal j
            where j.council = ? and j.key = ? and j.seq between ? and ?
            and not exists (select 1 from outbox_queue q where q.event_id = j.event_id)
            order by j.seq limit ?""";

    private final String service;
    private final JdbcTemplate jdbc;
    private final ForgottenTasks tasks;
    private final Set<String> noticed = new HashSet<>();
    private final Set<String> topics = new TreeSet<>();

    SaidLedger(String service, JdbcTemplate jdbc, ForgottenTasks tasks) {
        this.service = service;
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    /** How far the streams of these parts have come. */
    @Override
    public List<Heads> heads(Collection<Integer> parts, Instant now, long recentFrom, boolean whole) {
        Map<String, Heads> heads = new LinkedHashMap<>();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var query = connection.prepareStatement(HEADS)) {
                query.setObject(1, startOf(recentFrom).atOffset(ZoneOffset.UTC));
                query.setArray(2, connection.createArrayOf("int", parts.toArray()));
                query.setObject(
                        3, whole ? OffsetDateTime.MIN : startOf(recentFrom).atOffset(ZoneOffset.UTC));
                try (var row = query.executeQuery()) {
                    while (row.next()) {
                        var head = new Heads(
                                service, row.getString(1), row.getInt(2), now, recentFrom, whole, new ArrayList<>());
                        heads.computeIfAbsent(head.key(), key -> head)
                                .buckets()
                                .add(new Bucket(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
                    }
                }
            }
            return heads.size();
        });
        // where nothing is left of a part, its hearers can still say what they have heard of it
        heads.values().stream().map(Heads::topic).forEach(topics::add);
        for (var topic : topics) {
            for (int part : parts) {
                var none = new Heads(service, topic, part, now, recentFrom, whole, List.of());
                heads.putIfAbsent(none.key(), none);
            }
        }
        return List.copyOf(heads.values());
    }

    /**
     * Queues again what this consumer has not heard.
     *
     * @return how many facts were queued
     */
    @Override
    public int queueWhatIsMissing(Heard heard) {
        Integer queued = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var insert = connection.prepareStatement(QUEUE_WHAT_IS_MISSING)) {
                insert.setArray(
                        1,
                        texts(
                                connection,
                                heard.positions().stream()
                                        .map(Position::council)
                                        .toArray()));
                insert.setArray(
                        2,
                        texts(
                                connection,
                                heard.positions().stream().map(Position::key).toArray()));
                insert.setArray(3, numbers(connection, heard.positions(), Position::sequence));
                insert.setString(4, heard.topic());
                insert.setInt(5, heard.part());
                insert.setObject(6, startOf(heard.recentFrom()).atOffset(ZoneOffset.UTC));
                insert.setArray(7, numbers(connection, heard.hours(), Long::longValue));
                insert.setString(8, heard.after());
                insert.setString(9, heard.after());
                insert.setString(10, heard.upTo());
                insert.setString(11, heard.upTo());
                insert.setObject(12, heard.at().minus(ON_ITS_WAY).atOffset(ZoneOffset.UTC));
                insert.setInt(13, MOST_AT_ONCE);
                return insert.executeUpdate();
            }
        });
        return queued == null ? 0 : queued;
    }

    @Override
    public int noticeWhatIsForgotten(Heard heard) {
        var forgotten = new TreeMap<String, List<String>>();
        var told = heard.positions().stream()
                .filter(position -> position.applied() != null)
                .toList();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var query = connection.prepareStatement(FORGOTTEN)) {
                query.setArray(
                        1,
                        texts(connection, told.stream().map(Position::council).toArray()));
                query.setArray(
                        2, texts(connection, told.stream().map(Position::key).toArray()));
                query.setArray(3, numbers(connection, told, position -> Objects.requireNonNull(position.applied())));
                try (var row = query.executeQuery()) {
                    while (row.next()) {
                        forgotten
                                .computeIfAbsent(String.valueOf(row.getString(1)), council -> new ArrayList<>())
                                .add(String.valueOf(row.getString(2)));
                    }
                }
            }
            return forgotten.size();
        });
        int fresh = 0;
        for (var council : forgotten.entrySet()) {
            // a task keeps its limit, however often its reason is told again
            var keys = council.getValue().stream()
                    .filter(key -> !noticed.contains(council.getKey() + "/" + key))
                    .toList();
            if (!keys.isEmpty() && ForgottenTasks.areNeededFor(heard.topic())) {
                tasks.raise(council.getKey(), keys, heard.topic());
                fresh += keys.size();
            }
            keys.forEach(key -> noticed.add(council.getKey() + "/" + key));
        }
        return fresh;
    }

    /** Queues again a range of one stream. */
    @Override
    public int queue(Missing missing) {
        return jdbc.update(
                QUEUE_RANGE, missing.council(), missing.stream(), missing.from(), missing.to(), MOST_AT_ONCE);
    }

    static Instant startOf(long hour) {
        return Instant.ofEpochSecond(hour * 3600);
    }

    private static java.sql.Array texts(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static <T> java.sql.Array numbers(Connection connection, List<T> values, ToLongFunction<T> number)
            throws SQLException {
        return connection.createArrayOf(
                "bigint", values.stream().map(number::applyAsLong).toArray());
    }
}
