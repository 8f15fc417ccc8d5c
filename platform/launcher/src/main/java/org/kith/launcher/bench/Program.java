package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.kith.launcher.machine.Obstacle;

/** Somebody else's program that measures, and says what in words of its own. */
final class Program {

    /** Beyond what it was told to take. */
    private static final Duration TO_START_AND_END = Duration.ofMinutes(1);

    private Program() {}

    /**
     * Runs it and reads the one number.
     *
     * @param builder the program with its arguments
     * @param length how long it was told to run
     * @param number its first group is the number
     * @param name what it is called, for whoever is told that it failed
     * @throws Obstacle if it says no such number, or does not end in a minute more than it was told to take
     */
    static double rate(ProcessBuilder builder, Duration length, Pattern number, String name) {
        try {
            var said = Files.createTempFile("measured", ".out");
            try {
                var process = builder.redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                boolean ended = process.waitFor(length.plus(TO_START_AND_END).toSeconds(), TimeUnit.SECONDS);
                process.destroyForcibly();
                var text = Files.readString(said);
                var found = number.matcher(text);
                if (!ended || !found.find()) {
                    throw new Obstacle(
                            name + (ended ? " said no rate: " : " did not end; it said: ") + text.strip(),
                            "Try it by hand: " + String.join(" ", builder.command()));
                }
                return Double.parseDouble(found.group(1));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench", e);
        }
    }
}
