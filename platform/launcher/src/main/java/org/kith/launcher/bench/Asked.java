package org.kith.launcher.bench;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/**
 * What the services and their relays have asked PostgreSQL so far, as it counts by itself ({@code pg_stat_statements}).
 *
 * @param costs by statement
 */
record Asked(Map<Statement, Cost> costs) {

    private static final String COUNTED = """
            select d.datname, r.rolname, s.query, sum(s.calls), sum(s.total_exec_time)
            from pg_stat_statements s join pg_roles r on r.oid = s.userid join pg_database d on d.oid = s.dbid
            where r.rolname like '%\\_app' or r.rolname like '%\\_relay' group by 1, 2, 3""";

    private static final int SHOWN = 160;

    /** A statement with its values left out, and who asks it where. */
    record Statement(String database, String role, String text) {

        String shortened() {
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
        }
    }

    /**
     * How often it was asked, and how long PostgreSQL worked on it.
     *
     * @param millis without taking the question and sending the answer
     */
    record Cost(long calls, double millis) {

        private static final Cost NONE = new Cost(0, 0);
    }

    /** @throws Obstacle if the server was not started so that it counts */
    static Asked of(Ports ports) {
        var costs = new HashMap<Statement, Cost>();
        try (var server = Databases.superuser(ports, "postgres");
                var sql = server.createStatement()) {
            sql.execute("create extension if not exists pg_stat_statements");
            try (var row = sql.executeQuery(COUNTED)) {
                while (row.next()) {
                    var text = row.getString(3).replaceAll("\\s+", " ").strip();
                    costs.merge(
                            new Statement(row.getString(1), row.getString(2), text),
                            new Cost(row.getLong(4), row.getDouble(5)),
                            (one, other) -> new Cost(one.calls + other.calls, one.millis + other.millis));
                }
            }
            return new Asked(costs);
        } catch (SQLException e) {
            throw new Obstacle("PostgreSQL does not count: " + e.getMessage(), "See ./kith status", e);
        }
    }

    Asked since(Asked before) {
        var asked = new HashMap<Statement, Cost>();
        costs.forEach((statement, now) -> {
            var then = before.cost(statement);
            asked.put(statement, new Cost(now.calls - then.calls, now.millis - then.millis));
        });
        return new Asked(asked);
    }

    long calls() {
        return costs.values().stream().mapToLong(Cost::calls).sum();
    }

    /** What the part and its relay asked, the most often asked first. */
    Stream<Map.Entry<Statement, Cost>> by(Part part) {
        return costs.entrySet().stream()
                .filter(one -> one.getKey().database().equals(part.database()))
                .sorted(Comparator.comparingLong(one -> -one.getValue().calls()));
    }

    /**
     * The statements that became dearer for a family, the worst first, as lines to read.
     *
     * @param families for which this was asked
     * @param former the same with fewer families in the databases
     * @param ofFormer for how many families that was
     */
    List<String> dearerThan(Asked former, int ofFormer, int families, int limit) {
        record Grown(Statement statement, double before, double now) {

            double more() {
                return now - before;
            }
        }
        return costs.entrySet().stream()
                .map(one -> new Grown(
                        one.getKey(), former.cost(one.getKey()).millis / ofFormer, one.getValue().millis / families))
                .sorted(Comparator.comparingDouble(one -> -one.more()))
                .limit(limit)
                .map(one -> String.format(
                        Locale.ROOT,
                        "  %+.2f ms, %.2f instead of %.2f: %s: %s",
                        one.more(),
                        one.now,
                        one.before,
                        one.statement.role(),
                        one.statement.shortened()))
                .toList();
    }

    private Cost cost(Statement statement) {
        return costs.getOrDefault(statement, Cost.NONE);
    }
}
