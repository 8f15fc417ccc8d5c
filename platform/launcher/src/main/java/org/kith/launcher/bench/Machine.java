package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What has to be known of the machine to read any figure. */
final class Machine {

    private static final int FLUSHES = 200;

    private static final int PAGE = 8_192;

    private static final int PACES = 5;

    private static final int PACE_NUMBERS = 4_000_000;

    private static final long PACE_SEED = 7;

    private Machine() {}

    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** How long it takes until the disk says it has a page for good. */
    static double flushMillis(Path folder) {
        try {
            var file = Files.createTempFile(folder, "flush", ".tmp");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                var page = ByteBuffer.allocateDirect(PAGE);
                long begun = System.nanoTime();
                for (int i = 0; i < FLUSHES; i++) {
                    channel.write(page.clear(), 0);
                    channel.force(false);
                }
                return (System.nanoTime() - begun) / 1e6 / FLUSHES;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Milliseconds of a core for a fixed piece of work, half of it memory. A machine that is shared gives more or less by the
     * minute; what two moments took can be compared in units of this.
     */
    static double pace() {
        double least = Double.MAX_VALUE;
        var threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < PACES; i++) {
            long begun = threads.getCurrentThreadCpuTime();
            var numbers = new SplittableRandom(PACE_SEED).ints(PACE_NUMBERS).toArray();
            Arrays.sort(numbers);
            double took = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
            least = Math.min(least, numbers[0] <= numbers[PACE_NUMBERS - 1] ? took : Double.MAX_VALUE);
        }
        return least;
    }

    /** Lets what was started settle. */
    static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
