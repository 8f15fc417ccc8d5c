package org.kith.launcher.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.machine.Obstacle;

/** Between two looks at something that other processes change. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new Obstacle("Stopped while waiting", "Start it again; it goes on where it was");
        }
    }
}
