package org.kith.gateway.status.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What whoever runs Kith has to say about it, such as when it will be away. A file, so that it can be said when nothing else runs.
 *
 * @param file where it is kept; there is no such file when nobody has anything to say
 */
public record Notice(Path file) {

    /** Longest text, in characters: what people read on a telephone before they ring. */
    public static final int LONGEST = 600;

    /**
     * A text and when it was written.
     *
     * @param text one paragraph, nothing in it that cannot be seen
     */
    public record Said(String text, Instant at) {}

    /**
     * Says this from now on, instead of what was said before.
     *
     * @throws IllegalArgumentException if there is nothing to read in it or it is too long
     * @throws UncheckedIOException if the file cannot be written
     */
    public void say(String text) {
        var plain = plain(text);
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("a notice needs words");
        }
        if (plain.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a notice may have " + LONGEST + " characters, and this has " + plain.length());
        }
        try {
            // a reader finds the old words or the new ones, never half of them
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, plain);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing more; whether something had been said. */
    public boolean end() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said now. A file that somebody else wrote is cut where it is too long. */
    public Optional<Said> now() {
        try (var words = Files.newInputStream(file)) {
            // four bytes is the longest a character can be
            var text = plain(new String(words.readNBytes(LONGEST * 4), StandardCharsets.UTF_8));
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Said(
                            text.substring(0, Math.min(text.length(), LONGEST)),
                            Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException nothingThere) {
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }
}
