package org.kith.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A made-up PostgreSQL at READ COMMITTED: a statement sees what was committed when it began and what its own session wrote; a row
 * that is written stays locked until the session ends; sequences know no transactions; sessions wait for one another, deadlock,
 * and die with their connection, before or after their commit counted.
 */
final class Database {

    private static final long TRAVEL = 400;
    private static final long SLOW = 900_000;

    /** Rows by key. Rows never change; they are replaced. */
    static final class Table<K extends Comparable<K>, V> {

        private final String name;
        private final TreeMap<K, V> rows = new TreeMap<>();
        private final Map<K, RowLock> locks = new TreeMap<>();

        private Table(String name) {
            this.name = name;
        }

        /** What is committed, for those who check. */
        NavigableMap<K, V> committed() {
            return rows;
        }
    }

    private static final class RowLock {

        private @Nullable Session owner;
        private final Set<Strand> waiters = new LinkedHashSet<>();
    }

    private record Held(Table<?, ?> table, Object key, RowLock lock) {}

    /** One transaction. */
    final class Session {

        private final Strand strand;
        private final Map<Table<?, ?>, TreeMap<Object, Optional<Object>>> writes = new LinkedHashMap<>();
        private final List<Held> held = new ArrayList<>();
        private final List<Runnable> beforeCommit = new ArrayList<>();
        private final List<Runnable> afterCommit = new ArrayList<>();
        private final Map<Object, Object> kept = new LinkedHashMap<>();
        private @Nullable RowLock waitsFor;
        private boolean killed;
        private boolean aborted;
        private boolean ended;

        private Session(Strand strand) {
            this.strand = strand;
        }

        /** The connection is gone; the database undoes what was not committed. */
        void kill() {
            if (!ended) {
                killed = true;
                finish();
                if (waitsFor != null) {
                    strand.wake(0);
                }
            }
        }

        private void finish() {
            ended = true;
            writes.clear();
            release();
        }

        private void release() {
            for (var one : held) {
                one.lock().owner = null;
                if (one.lock().waiters.isEmpty()) {
                    one.table().locks.remove(one.key());
                } else {
                    one.lock().waiters.forEach(waiter -> waiter.wake(chance.below(200)));
                    one.lock().waiters.clear();
                }
            }
            held.clear();
        }
    }

    private final Scheduler scheduler;
    private final Chance chance;
    private final Faults faults;
    private final String name;
    private final List<Table<?, ?>> tables = new ArrayList<>();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private long downUntil;
    private long clockOffset;
    private long sequence;

    Database(Scheduler scheduler, Chance chance, Faults faults, String name) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.faults = faults;
        this.name = name;
    }

    <K extends Comparable<K>, V> Table<K, V> table(String called) {
        var table = new Table<K, V>(called);
        tables.add(table);
        return table;
    }

    /** The database's own clock. */
    long clock() {
        return scheduler.now() + clockOffset;
    }

    void shiftClock(long micros) {
        clockOffset += micros;
    }

    /** Falls over and comes up again; whatever was not committed is gone. */
    void restart(long micros) {
        scheduler.note("database restarts " + name);
        downUntil = scheduler.now() + micros;
        endSessions();
    }

    /** Undoes whatever is not committed. */
    void endSessions() {
        List.copyOf(sessions).forEach(Session::kill);
        sessions.clear();
    }

    boolean isDown() {
        return scheduler.now() < downUntil;
    }

    /** The next number, whatever becomes of the transaction. */
    long nextNumber() {
        return ++sequence;
    }

    Machine machine() {
        return scheduler.running().machine();
    }

    /** Runs work in a new transaction. */
    void transact(Runnable work) {
        var strand = scheduler.running();
        strand.mustLive();
        var outer = strand.session();
        var session = new Session(strand);
        sessions.add(session);
        strand.session(session);
        try {
            work.run();
            // a list, since what is done before the commit may have more done
            for (int i = 0; i < session.beforeCommit.size(); i++) {
                session.beforeCommit.get(i).run();
            }
            commit(session);
        } finally {
            // a machine that is gone cannot even say so: the database notices by itself
            if (!session.ended && !strand.doomed()) {
                session.finish();
            }
            if (session.ended) {
                sessions.remove(session);
            }
            strand.session(outer);
        }
        session.afterCommit.forEach(Runnable::run);
    }

    /** What the running transaction has one of; {@code first} may have it settled before the commit. */
    @SuppressWarnings("unchecked") // under one key lies one kind of thing
    <T> T ofTransaction(Object key, Supplier<T> first) {
        var known = (T) session().kept.get(key);
        if (known == null) {
            known = first.get();
            session().kept.put(key, known);
        }
        return known;
    }

    void beforeCommit(Runnable last) {
        session().beforeCommit.add(last);
    }

    void afterCommit(Runnable then) {
        session().afterCommit.add(then);
    }

    private Session session() {
        return Objects.requireNonNull(scheduler.running().session(), "No transaction");
    }

    boolean isInTransaction() {
        return scheduler.running().session() != null;
    }

    private void commit(Session session) {
        scheduler.note("commit");
        travel(session.strand);
        mustServe(session);
        if (session.aborted) {
            throw new StatementFailed("The transaction was given up before");
        }
        if (chance.in(faults.connectionBreaks())) {
            session.kill();
            throw new Outage("The connection broke in the commit, which does not count");
        }
        apply(session);
        if (chance.in(faults.commitAnswerLost())) {
            scheduler.note("the commit's answer is lost");
            throw new Outage("The connection broke in the commit, which counts");
        }
        travel(session.strand);
    }

    @SuppressWarnings("unchecked") // a table's writes were put in by its own types
    private static void apply(Session session) {
        session.writes.forEach((table, changes) -> {
            var rows = (TreeMap<Object, Object>) (TreeMap<?, ?>) table.rows;
            changes.forEach((key, row) -> row.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key)));
        });
        session.finish();
    }

    private void travel(Strand strand) {
        long time = TRAVEL / 2 + chance.below((int) TRAVEL);
        if (chance.in(faults.slow())) {
            time += chance.below((int) SLOW);
        }
        strand.sleep(time);
    }

    private void mustServe(@Nullable Session session) {
        if (session != null && session.killed) {
            throw new Outage("The connection is gone");
        }
        if (scheduler.now() < downUntil) {
            throw new Outage("The database is down");
        }
    }

    /** Runs a statement, in the strand's transaction if it has one, else by itself. */
    <T extends @Nullable Object> T statement(String what, Supplier<T> body) {
        var strand = scheduler.running();
        strand.mustLive();
        var session = strand.session();
        if (session == null) {
            var answer = new ArrayList<T>(1);
            transact(() -> answer.add(statement(what, body)));
            return answer.getFirst();
        }
        travel(strand);
        scheduler.note(what);
        mustServe(session);
        if (session.aborted) {
            throw new StatementFailed("The transaction was given up before");
        }
        if (chance.in(faults.connectionBreaks())) {
            session.kill();
            throw new Outage("The connection broke at " + what);
        }
        if (chance.in(faults.statementFails())) {
            session.aborted = true;
            throw new StatementFailed("Refused: " + what);
        }
        return body.get();
    }

    void run(String what, Runnable body) {
        statement(what, () -> {
            body.run();
            return true;
        });
    }

    /** Refuses what the running statement found; its transaction can only be given up. */
    StatementFailed refuse(String why) {
        session().aborted = true;
        return new StatementFailed(why);
    }

    @SuppressWarnings("unchecked") // a table's writes were put in by its own types
    <K extends Comparable<K>, V> @Nullable V get(Table<K, V> table, K key) {
        var written = session().writes.get(table);
        if (written != null) {
            var row = written.get(key);
            if (row != null) {
                return (V) row.orElse(null);
            }
        }
        return table.rows.get(key);
    }

    /** All rows the session sees. */
    @SuppressWarnings("unchecked") // a table's writes were put in by its own types
    <K extends Comparable<K>, V> NavigableMap<K, V> all(Table<K, V> table) {
        var written = session().writes.get(table);
        if (written == null) {
            return table.rows;
        }
        var seen = new TreeMap<>(table.rows);
        written.forEach(
                (key, row) -> row.ifPresentOrElse(value -> seen.put((K) key, (V) value), () -> seen.remove((K) key)));
        return seen;
    }

    /** Waits until nobody else holds the row. */
    <K extends Comparable<K>, V> @Nullable V lock(Table<K, V> table, K key) {
        var session = session();
        var lock = table.locks.computeIfAbsent(key, missing -> new RowLock());
        while (lock.owner != session) {
            if (lock.owner == null) {
                lock.owner = session;
                session.held.add(new Held(table, key, lock));
                break;
            }
            if (isDeadlock(session, lock)) {
                session.aborted = true;
                scheduler.note("deadlock");
                throw new StatementFailed("Deadlock on " + table.name);
            }
            session.waitsFor = lock;
            lock.waiters.add(session.strand);
            session.strand.block();
            session.waitsFor = null;
            mustServe(session);
            lock = table.locks.computeIfAbsent(key, missing -> new RowLock());
        }
        return get(table, key);
    }

    private static boolean isDeadlock(Session asking, RowLock wanted) {
        var lock = wanted;
        for (int hops = 0; hops < 50; hops++) {
            var owner = lock.owner;
            if (owner == null) {
                return false;
            }
            if (owner == asking) {
                return true;
            }
            var next = owner.waitsFor;
            if (next == null) {
                return false;
            }
            lock = next;
        }
        return false;
    }

    /** Whether another session holds the row now. */
    <K extends Comparable<K>, V> boolean isLocked(Table<K, V> table, K key) {
        var lock = table.locks.get(key);
        return lock != null && lock.owner != null && lock.owner != session();
    }

    <K extends Comparable<K>, V> void put(Table<K, V> table, K key, V row) {
        lock(table, key);
        session().writes.computeIfAbsent(table, first -> new TreeMap<>()).put(key, Optional.of(row));
    }

    /** Puts the row unless there is one. */
    <K extends Comparable<K>, V> boolean putNew(Table<K, V> table, K key, V row) {
        if (lock(table, key) != null) {
            return false;
        }
        put(table, key, row);
        return true;
    }

    <K extends Comparable<K>, V> boolean change(Table<K, V> table, K key, UnaryOperator<V> change) {
        var row = lock(table, key);
        if (row == null) {
            return false;
        }
        put(table, key, change.apply(row));
        return true;
    }

    <K extends Comparable<K>, V> boolean remove(Table<K, V> table, K key) {
        if (lock(table, key) == null) {
            return false;
        }
        session().writes.computeIfAbsent(table, first -> new TreeMap<>()).put(key, Optional.empty());
        return true;
    }

    /** All committed rows of all tables but these, to compare with later. */
    Map<String, Map<?, ?>> picture(Set<String> without) {
        var picture = new LinkedHashMap<String, Map<?, ?>>();
        for (var table : tables) {
            if (!without.contains(table.name)) {
                picture.put(table.name, new TreeMap<>(table.rows));
            }
        }
        return picture;
    }

    @Override
    public String toString() {
        return name;
    }
}
