package org.kith.launcher.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the clock of one process while it runs, with libfaketime where the machine has it: what the process asks the operating
 * system is answered with the time that a file says. Nothing of this is in Kith itself.
 */
final class Clocks {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));

    private final Path folder;
    private final Optional<Path> library;

    Clocks(Path folder) {
        this.folder = folder;
        this.library = LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    boolean canMove() {
        return library.isPresent();
    }

    /** What the process must be started with. */
    Map<String, String> environment(Member member) {
        if (library.isEmpty()) {
            return Map.of();
        }
        set(member, 0);
        return Map.of(
                "LD_PRELOAD",
                library.get().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file(member).toString(),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // else every timed wait of a JVM comes back at once, and the process takes all the processor there is
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "FAKETIME_CACHE_DURATION",
                "1");
    }

    /** The process reads it within a second. */
    void set(Member member, int seconds) {
        try {
            Files.createDirectories(folder);
            var next = folder.resolve(member.word() + ".next");
            Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "s\n");
            Files.move(next, file(member), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Member member) {
        return folder.resolve(member.word());
    }
}
