package org.kith.launcher.machine;

import java.time.Instant;
import java.util.Optional;

/** Knows a process again by its number and the moment it started, since numbers are given again. */
public final class Processes {

    private Processes() {}

    /** When it started, by the operating system; the same wherever that does not tell. */
    public static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** The process of that number, if it runs and is the one that started then. */
    public static Optional<ProcessHandle> stillThe(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle ->
                        handle.info().startInstant().map(started::equals).orElse(true));
    }
}
