package org.kith.platform.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The second store: one file a day for each service, to which lines are only ever added. Put the folder on another machine, on a
 * disk that takes no changes, or make its files append-only; {@code docs/runbook.md} says how. Several instances of a service may
 * share it.
 */
final class CheckpointFile {

    /** What was read: the last checkpoint, and whether everything before it in its file holds. */
    record Kept(@Nullable Checkpoint last, boolean holds) {}

    private final Path folder;
    private final String service;
    private final CheckpointKey key;
    private final JsonMapper json;
    private @Nullable Known known;

    CheckpointFile(Path folder, String service, CheckpointKey key, JsonMapper json) {
        this.folder = folder;
        this.service = service;
        this.key = key;
        this.json = json;
    }

    /**
     * Reads the last file, while nobody else adds to it.
     *
     * @param next the checkpoint to add behind what was read, if there is one to add
     */
    Kept extend(Function<Kept, Optional<Checkpoint>> next) {
        try {
            Files.createDirectories(folder);
            try (var lock = FileChannel.open(
                            folder.resolve(service + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                var kept = read();
                var added = next.apply(kept);
                if (added.isPresent() && held.isValid()) {
                    append(added.get());
                    return new Kept(added.get(), kept.holds());
                }
                return kept;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is new since the last look; all of the last two days if the last line read is no longer where it was. */
    private Kept read() throws IOException {
        var files = files();
        var before = known;
        if (before != null && !files.isEmpty() && before.isStillIn(files.getLast())) {
            return readOn(before, files.getLast());
        }
        Known all = new Known(null, true, Path.of(""), "", 0);
        // the first line of a day follows the last of the day before
        for (var file : files.subList(Math.max(0, files.size() - 2), files.size())) {
            all = all.with(file, Files.readString(file), 0, this::judge);
        }
        return keep(null, all);
    }

    private Kept readOn(Known before, Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var more = ByteBuffer.allocate((int) Math.max(0, in.size() - before.end()));
            while (more.hasRemaining() && in.read(more, before.end() + more.position()) >= 0) {
                // until there is no more
            }
            var text = new String(more.array(), 0, more.position(), StandardCharsets.UTF_8);
            return keep(before.last(), before.with(file, text, before.end(), this::judge));
        }
    }

    /** Each line carries the hash of the one before it, so the last one's signature stands for all of them. */
    private Kept keep(@Nullable Checkpoint before, Known all) {
        var last = all.last();
        boolean signed = last == null || last.equals(before) || last.isSignedBy(key);
        known = signed ? all : all.spoilt();
        return new Kept(last, all.holds() && signed);
    }

    /** Forgets what was read, so that the next look reads and judges every line again. */
    void forget() {
        known = null;
    }

    private Judged judge(String line, @Nullable Checkpoint last, boolean holds) {
        // a line torn by a crash is passed by; a good one that was spoilt leaves a gap in the numbers
        return parse(line)
                .map(next -> new Judged(next, holds && follows(next, last)))
                .orElseGet(() -> new Judged(last, holds));
    }

    private record Judged(@Nullable Checkpoint last, boolean holds) {}

    private interface Judging {

        Judged judge(String line, @Nullable Checkpoint last, boolean holds);
    }

    /**
     * How far the store was read.
     *
     * @param line the last whole line, and {@code end} the place behind it in the file
     */
    private record Known(@Nullable Checkpoint last, boolean holds, Path file, String line, long end) {

        boolean isStillIn(Path latest) throws IOException {
            var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            if (!latest.equals(file) || line.isEmpty() || Files.size(latest) < end) {
                return false;
            }
            try (var in = FileChannel.open(latest, StandardOpenOption.READ)) {
                var there = ByteBuffer.allocate(bytes.length);
                while (there.hasRemaining() && in.read(there, end - bytes.length + there.position()) >= 0) {
                    // until all of it is read
                }
                return Arrays.equals(there.array(), bytes);
            }
        }

        Known spoilt() {
            return new Known(last, false, file, line, end);
        }

        Known with(Path from, String text, long begin, Judging judging) {
            var all = begin == 0 ? new Known(last, holds, from, "", 0) : this;
            int at = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
                var next = text.substring(at, end);
                var judged = judging.judge(next, all.last(), all.holds());
                long behind = all.end() + next.getBytes(StandardCharsets.UTF_8).length + 1;
                all = new Known(judged.last(), judged.holds(), from, next, behind);
                at = end + 1;
            }
            return all;
        }
    }

    /** Files of days long past are not read every minute, so the first line read may follow one that was not. */
    private boolean follows(Checkpoint checkpoint, @Nullable Checkpoint last) {
        return checkpoint.service().equals(service)
                && (last == null
                        || (checkpoint.number() == last.number() + 1
                                && checkpoint.before().equals(last.hash())));
    }

    private Optional<Checkpoint> parse(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(json.readValue(line, Checkpoint.class));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private List<Path> files() throws IOException {
        try (var found = Files.list(folder)) {
            return new ArrayList<>(found.filter(
                            file -> file.getFileName().toString().matches(service + "-\\d{4}-\\d\\d-\\d\\d\\.jsonl"))
                    .sorted()
                    .toList());
        }
    }

    private void append(Checkpoint checkpoint) throws IOException {
        var day = LocalDate.ofInstant(checkpoint.at(), ZoneOffset.UTC);
        var files = files();
        var name = folder.resolve(service + "-" + day + ".jsonl");
        // a clock that was set back must not put the line into a file that is read before the last one
        var file = files.isEmpty() || files.getLast().compareTo(name) < 0 ? name : files.getLast();
        boolean torn = Files.exists(file) && Files.size(file) > 0 && !endsWithLine(file);
        var line = (torn ? "\n" : "") + json.writeValueAsString(checkpoint) + "\n";
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var last = ByteBuffer.allocate(1);
            in.read(last, in.size() - 1);
            return last.get(0) == '\n';
        }
    }
}
