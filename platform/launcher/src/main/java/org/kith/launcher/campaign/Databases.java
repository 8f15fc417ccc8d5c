package org.kith.launcher.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Reads the four services' databases, all councils, for the checks. */
final class Databases implements AutoCloseable {

    /** Rows that change without a change of state: places, leases, times of looking. */
    private static final Set<String> NOT_STATE =
            Set.of("inbox_offset", "outbox_part", "outbox_relay", "outbox_queue", "flyway_schema_history", "audit_row");

    /** Columns that say when somebody last looked. */
    private static final Map<String, List<String>> NOT_STATE_COLUMNS =
            Map.of("inbox_stream", List.of("asked_at", "state_since"), "waiting_item", List.of("overdue"));

    private final Map<Member, Connection> connections = new EnumMap<>(Member.class);

    Databases(Cluster cluster) throws SQLException {
        for (var member : Member.WITH_JOURNALS) {
            connections.put(member, cluster.connect(member));
        }
    }

    private Connection of(Member member) {
        var connection = connections.get(member);
        if (connection == null) {
            throw new IllegalStateException("Not read: " + member);
        }
        return connection;
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Member member, String sql, Row<T> read) throws SQLException {
        try (var statement = of(member).createStatement();
                var rows = statement.executeQuery(sql)) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(read.of(rows));
            }
            return list;
        }
    }

    Set<String> texts(Member member, String sql) throws SQLException {
        return new HashSet<>(list(member, sql, row -> String.valueOf(row.getString(1))));
    }

    Map<String, String> pairs(Member member, String sql) throws SQLException {
        var pairs = new HashMap<String, String>();
        list(member, sql, row -> pairs.put(String.valueOf(row.getString(1)), String.valueOf(row.getString(2))));
        return pairs;
    }

    long number(Member member, String sql) throws SQLException {
        return list(member, sql, row -> row.getLong(1)).getFirst();
    }

    void change(Member member, String sql) throws SQLException {
        try (var statement = of(member).createStatement()) {
            statement.execute(sql);
        }
    }

    /** All facts ever said. */
    long facts() throws SQLException {
        long facts = 0;
        for (var member : Member.WITH_JOURNALS) {
            facts += number(member, "select count(*) from event_journal");
        }
        return facts;
    }

    /** How many facts wait to be sent. */
    long unsent() throws SQLException {
        long unsent = 0;
        for (var member : Member.WITH_JOURNALS) {
            unsent += unsent(member);
        }
        return unsent;
    }

    /** How many facts of one service wait to be sent. */
    long unsent(Member member) throws SQLException {
        return number(member, "select count(*) from outbox_queue");
    }

    /** How many records the inboxes have not come to yet. */
    long unread(Map<TopicPartition, Long> ends) throws SQLException {
        long unread = 0;
        for (var member : Member.WITH_JOURNALS) {
            var places = list(
                    member,
                    "select topic, partition, next_offset from inbox_offset",
                    row -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)));
            for (var place : places) {
                unread += Math.max(0, ends.getOrDefault(place.getKey(), 0L) - place.getValue());
            }
        }
        return unread;
    }

    /** A digest of each table's rows, in no order. */
    Map<String, String> digests() throws SQLException {
        var digests = new TreeMap<String, String>();
        for (var member : Member.WITH_JOURNALS) {
            var tables = list(
                    member,
                    "select tablename from pg_tables where schemaname = 'public' order by 1",
                    row -> String.valueOf(row.getString(1)));
            for (var table : tables) {
                if (NOT_STATE.contains(table)) {
                    continue;
                }
                var row = NOT_STATE_COLUMNS.getOrDefault(table, List.of()).stream()
                        .reduce("to_jsonb(t)", (text, column) -> text + " - '" + column + "'", String::concat);
                // about streams that only the hostile producer knows, and at the reconcilers' own pace
                var which = table.equals("waiting_item") ? " where t.kind <> 'FORGOTTEN_BY_RESTORE'" : "";
                digests.put(
                        member.word() + "." + table,
                        list(
                                        member,
                                        "select count(*) || ' ' || coalesce(sum(hashtextextended((" + row
                                                + ")::text, 0)::numeric), 0) from " + table + " t" + which,
                                        found -> String.valueOf(found.getString(1)))
                                .getFirst());
            }
        }
        return digests;
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections.values()) {
            connection.close();
        }
    }
}
