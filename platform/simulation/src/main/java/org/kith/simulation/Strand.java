package org.kith.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a simulated machine. It runs only while it has the turn, and gives the turn back at every call of a port. */
final class Strand {

    private final Scheduler scheduler;
    private final Machine machine;
    private final Runnable work;
    private final int number;
    private final String name;
    private @Nullable Thread thread;
    private long ticket;
    private boolean doomed;
    private boolean finished;
    private Database.@Nullable Session session;

    Strand(Scheduler scheduler, Machine machine, int number, String name, Runnable work) {
        this.scheduler = scheduler;
        this.machine = machine;
        this.number = number;
        this.name = name;
        this.work = work;
    }

    /** Lets this much time go by. */
    void sleep(long micros) {
        mustLive();
        scheduler.resumeAt(this, scheduler.now() + micros);
        scheduler.pass(this);
    }

    /** Waits until somebody wakes it. */
    void block() {
        mustLive();
        ticket++;
        scheduler.pass(this);
    }

    /** Waits until somebody wakes it or the time is over. */
    void block(long micros) {
        sleep(micros);
    }

    /** Ends a {@link #block}; one that is not waiting is not moved. */
    void wake(long inMicros) {
        if (!finished) {
            scheduler.resumeAt(this, scheduler.now() + inMicros);
        }
    }

    /** From here on every call of a port unwinds it. */
    void doom() {
        if (finished || doomed) {
            return;
        }
        doomed = true;
        if (thread == null) {
            finished = true;
        } else if (!scheduler.isRunning(this)) {
            scheduler.resumeAt(this, scheduler.now());
        }
    }

    void mustLive() {
        if (doomed) {
            throw new Crashed();
        }
    }

    /** Gives the turn to this strand's thread. */
    void resume() {
        var running = thread;
        if (running == null) {
            thread = Thread.ofVirtual().unstarted(this::live);
            thread.start();
        } else {
            LockSupport.unpark(running);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong must end the episode, not the thread
    private void live() {
        try {
            if (!doomed) {
                work.run();
            }
        } catch (Crashed gone) {
            // what the machine did is over; what it had committed stays
        } catch (Throwable fault) {
            scheduler.failed(fault);
        }
        finished = true;
        scheduler.leave();
    }

    boolean isRunningThread() {
        return Thread.currentThread() == thread;
    }

    long takeTicket() {
        return ++ticket;
    }

    boolean holds(long given) {
        return ticket == given && !finished;
    }

    boolean doomed() {
        return doomed;
    }

    boolean finished() {
        return finished;
    }

    Machine machine() {
        return machine;
    }

    int number() {
        return number;
    }

    Database.@Nullable Session session() {
        return session;
    }

    void session(Database.@Nullable Session running) {
        session = running;
    }

    @Override
    public String toString() {
        return machine + "/" + name;
    }
}
