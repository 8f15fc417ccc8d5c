package org.kith.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One process: its strands stand still together, die together, and share a clock that may be wrong. */
final class Machine {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Scheduler scheduler;
    private final String name;
    private final Consumer<Machine> program;
    private final List<Strand> strands = new ArrayList<>();
    private boolean up;
    private int life;
    private long pausedUntil;
    private long clockOffset;

    Machine(Scheduler scheduler, String name, Consumer<Machine> program) {
        this.scheduler = scheduler;
        this.name = name;
        this.program = program;
    }

    /** Starts its program with an empty memory. */
    void start() {
        if (!up) {
            up = true;
            life++;
            pausedUntil = 0;
            strands.clear();
            program.accept(this);
        }
    }

    Strand begin(String what, Runnable work) {
        var strand = scheduler.begin(this, what, work);
        strands.add(strand);
        return strand;
    }

    /** Dies as by kill -9. What its sessions had not committed is undone when the database notices. */
    void crash(long untilNoticed) {
        if (!up) {
            return;
        }
        up = false;
        pausedUntil = 0;
        scheduler.note("crash " + this);
        for (var strand : strands) {
            var session = strand.session();
            if (session != null && !strand.finished()) {
                scheduler.in(untilNoticed, session::kill);
            }
            strand.doom();
        }
    }

    /** Stands still. A session that waits for its next word too long is ended by the database. */
    void pause(long micros, long longestIdle) {
        if (!up) {
            return;
        }
        scheduler.note("pause " + this);
        pausedUntil = scheduler.now() + micros;
        if (micros > longestIdle) {
            for (var strand : strands) {
                var session = strand.session();
                if (session != null) {
                    scheduler.in(longestIdle, session::kill);
                }
            }
        }
    }

    void shiftClock(long micros) {
        clockOffset += micros;
    }

    void rightClock() {
        clockOffset = 0;
    }

    /** What it takes for the time. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return instantOf(scheduler.now() + clockOffset);
            }
        };
    }

    static Instant instantOf(long micros) {
        return START.plusSeconds(Math.floorDiv(micros, 1_000_000L))
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000L;
    }

    boolean up() {
        return up;
    }

    /** How often it was started. */
    int life() {
        return life;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    @Override
    public String toString() {
        return name;
    }
}
