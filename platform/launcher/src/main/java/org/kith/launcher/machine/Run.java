package org.kith.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The note of the process that runs Kith from a folder. The lock is the truth about whether one runs: the operating system lets
 * go of it when the process dies, however it dies. The file beside it says which process, and where.
 */
public final class Run implements AutoCloseable {

    private final KithHome home;
    private final Ports ports;
    private final FileChannel channel;
    private final FileLock lock;

    private Run(KithHome home, Ports ports, FileChannel channel, FileLock lock) {
        this.home = home;
        this.ports = ports;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * What the file says.
     *
     * @param pid the process
     * @param started when it started, by the operating system; a later process with the same number differs in it
     * @param ports where it listens
     * @param ready whether everything was up
     */
    public record Note(long pid, Instant started, Ports ports, boolean ready) {

        public String address() {
            return "http://127.0.0.1:" + ports.gateway();
        }

        /** The process itself, if it is still the one that wrote the note. */
        public Optional<ProcessHandle> process() {
            return Processes.stillThe(pid, started);
        }
    }

    /** Takes the folder for this process; empty if another one has it. */
    public static Optional<Run> begin(KithHome home, Ports ports) {
        try {
            var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            var run = new Run(home, ports, channel, lock);
            run.write(false);
            return Optional.of(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a process has this folder now. */
    public static boolean isOn(KithHome home) {
        if (!Files.exists(home.lock())) {
            return false;
        }
        try (var channel = FileChannel.open(home.lock(), StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The note, also one that a dead process left. */
    public static Optional<Note> note(KithHome home) {
        if (!Files.exists(home.run())) {
            return Optional.empty();
        }
        var said = new Properties();
        try (var reader = Files.newBufferedReader(home.run())) {
            said.load(reader);
            return Optional.of(new Note(
                    Long.parseLong(said.getProperty("pid")),
                    Instant.parse(said.getProperty("started")),
                    new Ports(Integer.parseInt(said.getProperty("portBase"))),
                    Boolean.parseBoolean(said.getProperty("ready"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException halfWritten) {
            return Optional.empty();
        }
    }

    /** Everything is up. */
    public void ready() {
        write(true);
    }

    private void write(boolean ready) {
        var self = ProcessHandle.current();
        var said = new Properties();
        said.setProperty("pid", Long.toString(self.pid()));
        said.setProperty("started", Processes.started(self).toString());
        said.setProperty("portBase", Integer.toString(ports.base()));
        said.setProperty("ready", Boolean.toString(ready));
        try {
            var next = home.run().resolveSibling("run.next");
            try (var writer = Files.newBufferedWriter(next)) {
                said.store(writer, "Which process runs Kith from this folder");
            }
            Files.move(next, home.run(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(home.pid(), Long.toString(self.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            Files.deleteIfExists(home.run());
            Files.deleteIfExists(home.pid());
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
