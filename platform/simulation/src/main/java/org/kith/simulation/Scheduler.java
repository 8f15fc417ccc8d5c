package org.kith.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens next, and when. One thing runs at a time: a strand until its next call of a port, or something that was
 * put on the agenda. Time is made up and jumps to the next thing.
 */
final class Scheduler {

    private record Entry(
            long at,
            long order,
            @Nullable Strand strand,
            long ticket,
            @Nullable Runnable action) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private final List<Strand> strands = new ArrayList<>();
    private final @Nullable Consumer<String> log;
    private long now;
    private long order;
    private long steps;
    private long trace = 0xcbf29ce484222325L;
    private long horizon;
    private boolean stopped;
    private @Nullable Throwable failure;
    private @Nullable Strand running;
    private volatile @Nullable Strand turn;
    private @Nullable Thread conductor;

    Scheduler(@Nullable Consumer<String> log) {
        this.log = log;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    /** A number that two episodes share only if they went the same way. */
    long trace() {
        return trace;
    }

    /** The strand that has the turn. */
    Strand running() {
        return Objects.requireNonNull(running, "Nobody has the turn");
    }

    boolean isRunning(Strand strand) {
        return running == strand;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    void failed(Throwable fault) {
        if (failure == null) {
            failure = fault;
        }
        stopped = true;
    }

    /** Writes down that something happened. */
    void note(String what) {
        trace = Chance.mixed(trace ^ what.hashCode() ^ (now << 20));
        if (log != null) {
            log.accept("%10.3f ms  %-28s %s".formatted(now / 1000.0, running == null ? "" : running, what));
        }
    }

    boolean isLogging() {
        return log != null;
    }

    /** Does something at a time to come. */
    void at(long time, Runnable action) {
        agenda.add(new Entry(Math.max(time, now), order++, null, 0, action));
    }

    void in(long micros, Runnable action) {
        at(now + micros, action);
    }

    /** A new strand, which begins at once. */
    Strand begin(Machine machine, String name, Runnable work) {
        var strand = new Strand(this, machine, strands.size(), name, work);
        strands.add(strand);
        resumeAt(strand, now);
        return strand;
    }

    void resumeAt(Strand strand, long time) {
        agenda.add(new Entry(Math.max(time, now), order++, strand, strand.takeTicket(), null));
    }

    /** Ends the running of {@link #run} after the thing that is going on. */
    void stop() {
        stopped = true;
    }

    /** Lets things happen until {@link #stop} or the horizon. True if it was stopped. */
    boolean run(long until) {
        conductor = Thread.currentThread();
        horizon = until;
        stopped = failure != null;
        var next = advance();
        if (next != null) {
            give(next);
            awaitTurn(null);
        }
        running = null;
        return stopped;
    }

    /** Unwinds whatever still runs. */
    void end() {
        conductor = Thread.currentThread();
        stopped = true;
        running = null;
        for (var strand : strands) {
            strand.doom();
            if (!strand.finished()) {
                give(strand);
                awaitTurn(null);
            }
        }
        running = null;
    }

    /** Called by the strand that has the turn: others go on, until its own time comes. */
    void pass(Strand me) {
        if (!me.isRunningThread()) {
            throw new IllegalStateException(me + " is not the one that runs");
        }
        var next = advance();
        if (next != me) {
            give(next);
            awaitTurn(me);
        }
        running = me;
        me.mustLive();
    }

    /** Called by a strand that is done. */
    void leave() {
        give(advance());
    }

    private void give(@Nullable Strand next) {
        running = next;
        turn = next;
        if (next != null) {
            next.resume();
        } else {
            LockSupport.unpark(conductor);
        }
    }

    private void awaitTurn(@Nullable Strand me) {
        while (turn != me) {
            LockSupport.park(this);
        }
    }

    /** The strand whose turn is next; nobody if it is over. */
    private @Nullable Strand advance() {
        while (!stopped) {
            var next = agenda.peek();
            if (next == null || next.at() > horizon) {
                return null;
            }
            agenda.poll();
            now = next.at();
            steps++;
            var strand = next.strand();
            if (strand == null) {
                act(Objects.requireNonNull(next.action()));
            } else if (strand.holds(next.ticket())) {
                long pausedUntil = strand.machine().pausedUntil();
                if (pausedUntil > now && !strand.doomed()) {
                    agenda.add(new Entry(pausedUntil, order++, strand, next.ticket(), null));
                } else {
                    trace = Chance.mixed(trace ^ now ^ ((long) strand.number() << 48));
                    return strand;
                }
            }
        }
        return null;
    }

    private void act(Runnable action) {
        var before = running;
        running = null;
        try {
            action.run();
        } catch (RuntimeException | Error fault) {
            failed(fault);
        }
        running = before;
    }
}
