package org.kith.platform.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The designs others use, as small as they can be, over one table that is written in the same transactions as our outbox. They
 * are here so that a check which finds nothing in our relay has been seen to find the fault in theirs.
 */
final class FaultyRelays {

    /** A fact that was said, or published: its stream and its place in it. */
    record Said(String key, long version) {}

    /** Gives what it finds new at each look. */
    interface Design {
        List<Said> look();
    }

    static final String TABLES = """
            create table faulty_log (
                id      bigint generated always as identity (cache 1) primary key,
                xid     xid8 not null default pg_current_xact_id(),
                key     text not null,
                version bigint not null,
                said_at timestamptz not null,
                sent    boolean not null default false);
            create table faulty_cached (
                id      bigint generated always as identity (cache 50) primary key,
                key     text not null,
                version bigint not null)""";

    private record Row(long id, String xid, Said said) {}

    private static final RowMapper<Row> ROW = (row, number) -> new Row(
            row.getLong("id"),
            String.valueOf(row.getString("xid")),
            new Said(String.valueOf(row.getString("key")), row.getLong("version")));

    private final JdbcTemplate jdbc;

    FaultyRelays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String key, long version, Instant saidAt) {
        jdbc.update(
                "insert into faulty_log (key, version, said_at) values (?, ?, ?)",
                key,
                version,
                java.sql.Timestamp.from(saidAt));
    }

    /** B1: remembers the highest id it has seen. */
    Design cursorOnId() {
        var last = new long[] {0};
        return () -> advance(last, jdbc.query("select * from faulty_log where id > ? order by id", ROW, last[0]));
    }

    /** B2: waits for older transactions, but still remembers the highest id. */
    Design guardAndCursorOnId() {
        var last = new long[] {0};
        return () -> advance(
                last,
                jdbc.query(
                        "select * from faulty_log where xid < pg_snapshot_xmin(pg_current_snapshot()) and id > ? order by id",
                        ROW,
                        last[0]));
    }

    /** B3 and B5: waits for older transactions and remembers transaction and id. */
    Design guardAndCursorOnTransaction() {
        var last = new String[] {"0", "0"};
        return () -> {
            var rows = jdbc.query("""
                    select * from faulty_log where xid < pg_snapshot_xmin(pg_current_snapshot())
                    and (xid, id) > (?::xid8, ?::bigint) order by xid, id""", ROW, last[0], last[1]);
            if (!rows.isEmpty()) {
                last[0] = rows.getLast().xid();
                last[1] = Long.toString(rows.getLast().id());
            }
            return rows.stream().map(Row::said).toList();
        };
    }

    /** B4: waits at a missing id, but only for so many looks. */
    Design gapWait(int looks) {
        var last = new long[] {0};
        var waited = new int[] {0};
        return () -> {
            var rows = jdbc.query("select * from faulty_log where id > ? order by id", ROW, last[0]);
            var next = new ArrayList<Row>();
            for (var row : rows) {
                if (row.id() > last[0] + 1 + next.size() && waited[0]++ < looks) {
                    break;
                }
                next.add(row);
            }
            return advance(last, next);
        };
    }

    private static List<Said> advance(long[] last, List<Row> rows) {
        if (!rows.isEmpty()) {
            last[0] = rows.getLast().id();
        }
        return rows.stream().map(Row::said).toList();
    }

    /** B6: claims one row that nobody else has claimed, in the transaction of whoever calls it. */
    Said claimSkippingLocked() {
        var row = jdbc.query("select * from faulty_log where not sent order by id limit 1 for update skip locked", ROW)
                .getFirst();
        jdbc.update("update faulty_log set sent = true where id = ?", row.id());
        return row.said();
    }

    /** B7: what fails waits by itself for so many looks, and what follows goes on. */
    Design backOff(Predicate<Said> broker, int looks) {
        var sent = new HashSet<Long>();
        Map<Long, Integer> resting = new HashMap<>();
        return () -> {
            var published = new ArrayList<Said>();
            for (var row : jdbc.query("select * from faulty_log order by id", ROW)) {
                if (!sent.contains(row.id()) && resting.merge(row.id(), -1, Integer::sum) < 0) {
                    if (broker.test(row.said())) {
                        sent.add(row.id());
                        published.add(row.said());
                    } else {
                        resting.put(row.id(), looks);
                    }
                }
            }
            return published;
        };
    }

    /** B8: orders by ids that sessions take fifty at a time. */
    void keepCached(String key, long version) {
        jdbc.update("insert into faulty_cached (key, version) values (?, ?)", key, version);
    }

    Design byCachedId() {
        return () -> jdbc.query(
                "select key, version from faulty_cached order by id",
                (row, number) -> new Said(String.valueOf(row.getString(1)), row.getLong(2)));
    }

    /** B9: orders by the clock of whoever wrote. */
    Design byTime() {
        Set<Long> sent = new HashSet<>();
        return () -> jdbc.query("select * from faulty_log order by said_at", ROW).stream()
                .filter(row -> sent.add(row.id()))
                .map(Row::said)
                .toList();
    }
}
