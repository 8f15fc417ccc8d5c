package org.kith.launcher.databases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/** The four services' databases, read by an operator: delivery tables and the server's own counters. */
public final class Databases implements AutoCloseable {

    public static final List<Part> SERVICES = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Between two looks, at least so many times what one took. */
    private static final int LOOK_SHARE = 9;

    private final Map<Part, Connection> open = new EnumMap<>(Part.class);

    /** @throws Obstacle if the server does not answer; so do all methods here */
    public Databases(Ports ports) {
        try {
            for (var part : SERVICES) {
                open.put(part, superuser(ports, part.database()));
            }
        } catch (SQLException e) {
            throw new Obstacle("The database cannot be asked: " + e.getMessage(), "See ./kith status", e);
        }
    }

    /**
     * A connection as the server's own superuser, who sees all councils. One process serves it: workers beside it would be taken for
     * the server's own where it is measured what that does.
     */
    public static Connection superuser(Ports ports, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database + "?ApplicationName=kith"
                        + "&options=-c%20max_parallel_workers_per_gather=0",
                "postgres",
                "postgres");
    }

    /** The only row's only column, as a number. */
    public long number(Part part, String query) {
        var connection = connection(part);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new Obstacle("The database cannot be asked: " + e.getMessage(), "See ./kith status", e);
        }
    }

    /** The first column of all rows. */
    public List<String> texts(Part part, String query) {
        var texts = new ArrayList<String>();
        try (var statement = connection(part).createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new Obstacle("The database cannot be asked: " + e.getMessage(), "See ./kith status", e);
        }
    }

    /** The only row's only column. */
    public String text(Part part, String query) {
        var texts = texts(part, query);
        if (texts.isEmpty()) {
            throw new Obstacle("The database has nothing for: " + query, "See ./kith status");
        }
        return texts.getFirst();
    }

    /** Runs a statement whose answer nobody needs. */
    public void run(Part part, String statement) {
        try (var sql = connection(part).createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new Obstacle("The database did not take it: " + e.getMessage(), "See ./kith status", e);
        }
    }

    private Connection connection(Part part) {
        var connection = open.get(part);
        if (connection == null) {
            throw new IllegalArgumentException(part + " has no facts");
        }
        return connection;
    }

    /** Facts that are not sent yet, or sent and not heard by every consumer that listens to their topic. */
    public long underway() {
        long all = 0;
        var said = new TreeMap<String, Long>();
        for (var part : SERVICES) {
            all += number(part, "select count(*) from outbox_queue");
            rows(part, "select topic, sum(last_seq) from stream_head where topic is not null group by 1", said);
        }
        for (var part : SERVICES) {
            var heard = new TreeMap<String, Long>();
            rows(part, "select consumer || ' ' || topic, sum(last_seq) from inbox_stream group by 1", heard);
            for (var one : heard.entrySet()) {
                var topic = one.getKey().substring(one.getKey().indexOf(' ') + 1);
                all += Math.max(0, said.getOrDefault(topic, 0L) - one.getValue());
            }
        }
        return all;
    }

    /** Rows of a name and a number. */
    public Map<String, Long> counts(Part part, String query) {
        var counts = new TreeMap<String, Long>();
        rows(part, query, counts);
        return counts;
    }

    private void rows(Part part, String query, Map<String, Long> into) {
        try (var statement = connection(part).createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                into.merge(row.getString(1), row.getLong(2), Long::sum);
            }
        } catch (SQLException e) {
            throw new Obstacle("The database cannot be asked: " + e.getMessage(), "See ./kith status", e);
        }
    }

    /** Comes back when everything said is heard by everybody; whether it was so at the first look. */
    public boolean awaitQuiet(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        long begun = System.nanoTime();
        boolean atOnce = true;
        for (long left = underway(); left > 0; left = underway()) {
            atOnce = false;
            if (System.nanoTime() > until) {
                throw new Obstacle(
                        left + " facts were not heard by everybody within " + limit.toMinutes() + " minutes",
                        "Something stands still: see ./kith status and the logs");
            }
            // in a big county a look reads many rows: most of the time is left to those who are looked at
            LockSupport.parkNanos(Math.max(LOOK.toNanos(), LOOK_SHARE * (System.nanoTime() - begun)));
            begun = System.nanoTime();
        }
        return atOnce;
    }

    /** Rows written so far, by table, as the server counts them. */
    public Map<String, Long> written(Part part) {
        return counts(part, "select relname, n_tup_ins + n_tup_upd from pg_stat_user_tables");
    }

    /** Transactions so far, as the server counts them. */
    public long transactions(Part part) {
        return number(
                part,
                "select xact_commit + xact_rollback from pg_stat_database where datname = '" + part.database() + "'");
    }

    @Override
    public void close() {
        for (var connection : open.values()) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // the server went first
            }
        }
    }
}
