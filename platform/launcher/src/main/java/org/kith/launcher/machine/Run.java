package org.kith.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The note of the process that runs Kith from a folder. The lock is the truth about whether one runs: the operating system lets
 * go of it when the process dies, however it dies. The file beside it says which process, and where.
 */
public final class Run implements AutoCloseable {

    private static final String PORT_BASE = "portBase";
    private static final String READY = "ready";

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
     * @param by the process
     * @param ports where it listens
     * @param ready whether everything was up
     */
    public record Note(NoteFile.OneProcess by, Ports ports, boolean ready) {

        public long pid() {
            return by.pid();
        }

        public String address() {
            return "http://127.0.0.1:" + ports.gateway();
        }

        /** The process itself, if it is still the one that wrote the note. */
        public Optional<ProcessHandle> process() {
            return by.running();
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
        return NoteFile.read(
                home.run(),
                said -> new Note(
                        NoteFile.OneProcess.in(said),
                        new Ports(Integer.parseInt(said.getProperty(PORT_BASE))),
                        Boolean.parseBoolean(said.getProperty(READY))));
    }

    /** Everything is up. */
    public void ready() {
        write(true);
    }

    private void write(boolean ready) {
        var self = NoteFile.OneProcess.of(ProcessHandle.current());
        var said = self.note();
        said.setProperty(PORT_BASE, Integer.toString(ports.base()));
        said.setProperty(READY, Boolean.toString(ready));
        NoteFile.write(home.run(), said, "Which process runs Kith from this folder");
        try {
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
