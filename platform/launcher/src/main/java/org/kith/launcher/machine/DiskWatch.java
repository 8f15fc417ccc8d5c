package org.kith.launcher.machine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks whether the disk still has room for a running Kith. A database and a broker on a full disk end where they stand; told in time,
 * everything stops in order, and nothing that was accepted is in doubt.
 */
public final class DiskWatch implements AutoCloseable {

    /** From here on somebody should make room. */
    static final long SCARCE_BYTES = 500_000_000L;

    /** As much as the database's log and the broker may still write while they stop. */
    static final long TOO_LITTLE_BYTES = 150_000_000L;

    private static final long MEGABYTE = 1_000_000L;
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final LongSupplier free;
    private final Consumer<String> warn;
    private final Consumer<String> stop;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean warned;

    /**
     * Prepares the watch.
     *
     * @param free how many bytes are free
     * @param warn told once when room is scarce, and again after there was room
     * @param stop told when there is too little; the watch ends then
     */
    public DiskWatch(LongSupplier free, Consumer<String> warn, Consumer<String> stop) {
        this.free = free;
        this.warn = warn;
        this.stop = stop;
    }

    /** Watches on a thread of its own until it is closed or there is too little room. */
    public DiskWatch begin() {
        Thread.ofPlatform().daemon().name("disk-watch").start(() -> {
            try {
                boolean goOn = true;
                while (goOn && !closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    goOn = look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** Whether there is room enough to go on. */
    boolean look() {
        long bytes = free.getAsLong();
        if (bytes < TOO_LITTLE_BYTES) {
            stop.accept("The disk is full: " + bytes / MEGABYTE + " MB are free");
            return false;
        }
        if (bytes < SCARCE_BYTES && !warned) {
            warn.accept("The disk is nearly full: " + bytes / MEGABYTE + " MB are free, and Kith stops at "
                    + TOO_LITTLE_BYTES / MEGABYTE);
        }
        warned = bytes < SCARCE_BYTES;
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
