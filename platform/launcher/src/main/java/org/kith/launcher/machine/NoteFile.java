package org.kith.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** A file of names and values that is there whole or as it was before, whenever its writer is killed. */
public final class NoteFile {

    /** What the next one is called until it is whole. */
    static final String NEXT = ".next";

    private static final String PID = "pid";
    private static final String STARTED = "started";

    private NoteFile() {}

    /**
     * Puts it in the place of the one before.
     *
     * @param words what it is, for whoever opens it
     * @throws UncheckedIOException if the folder cannot be written; the one before is as it was
     */
    public static void write(Path file, Properties said, String words) {
        try {
            var next = file.resolveSibling(file.getFileName() + NEXT);
            try (var writer = Files.newBufferedWriter(next)) {
                said.store(writer, words);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says; empty if there is none, or if it is damaged so that the reader throws on it. */
    public static <T> Optional<T> read(Path file, Function<Properties, T> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var said = new Properties();
        try (var lines = Files.newBufferedReader(file)) {
            said.load(lines);
            return Optional.of(reader.apply(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /**
     * One process of this machine.
     *
     * @param pid its number
     * @param started when it started, by the operating system; a later process with the same number differs in it
     */
    public record OneProcess(long pid, Instant started) {

        public static OneProcess of(ProcessHandle process) {
            return new OneProcess(process.pid(), Processes.started(process));
        }

        /** Reads it out of a note; throws if the note does not say it. */
        public static OneProcess in(Properties note) {
            return new OneProcess(Long.parseLong(note.getProperty(PID)), Instant.parse(note.getProperty(STARTED)));
        }

        /** A note that names it, and has room for more. */
        public Properties note() {
            var note = new Properties();
            note.setProperty(PID, Long.toString(pid));
            note.setProperty(STARTED, started.toString());
            return note;
        }

        /** The process itself, if it runs. */
        public Optional<ProcessHandle> running() {
            return Processes.stillThe(pid, started);
        }
    }
}
