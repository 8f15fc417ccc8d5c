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
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What has to be known of the machine to read any figure. */
final class Machine {

    private static final int FLUSHES = 200;

    private static final int PAGE = 8_192;

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

    /** Lets what was started settle. */
    static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
