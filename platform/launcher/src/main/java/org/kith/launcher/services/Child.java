package org.kith.launcher.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;

/** A small JVM under this one. It ends when its standard input closes, so it never outlives this process. */
public final class Child {

    /** The one line on standard output, said when the child answers. */
    public static final String READY = "ready";

    /** Six of these and the broker fit in a small machine. */
    private static final String HEAP = "-Xmx320m";

    /** A context with open streams closes within its own 15 s. */
    private static final long STOP_SECONDS = 25;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader said;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    }

    /**
     * What two instances of a part may not share.
     *
     * @param port where it listens
     * @param logs the folder in which it logs
     */
    public record Place(int port, Path logs) {}

    /** Starts a part of the installation; {@code more} is added to the environment that every part is given. */
    public static Child ofPart(
            Installation installation, Part part, Place place, Map<String, String> more, List<String> moreArguments) {
        var environment = new HashMap<>(installation.environment());
        environment.putAll(more);
        var arguments = new ArrayList<>(List.of(place.logs().toString(), part.name()));
        arguments.addAll(Installation.arguments(place.port()));
        arguments.addAll(moreArguments);
        return of(installation.home(), part.configuration(), Alone.class, environment, arguments);
    }

    /** Starts a main class with this process's class path. */
    public static Child of(
            KithHome home, String name, Class<?> main, Map<String, String> environment, List<String> arguments) {
        var log = home.logs().resolve(name + ".out");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseG1GC",
                "-Djdk.virtualThreadScheduler.parallelism=8",
                HEAP,
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Duser.timezone=UTC",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(1, AotCache.options());
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // not on the command line, where every user of this machine could read the secrets
            builder.environment().putAll(environment);
            return new Child(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back when the child answers. */
    public Child awaitReady() {
        try {
            for (@Nullable String line = said.readLine(); !READY.equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new Obstacle(name + " stopped before it was ready", "Its output is in " + log);
                }
            }
        } catch (IOException e) {
            throw new Obstacle(name + " stopped before it was ready", "Its output is in " + log, e);
        }
        // nothing else is said there; a full pipe would stop the child
        // on a thread of its own: a read from a pipe keeps a virtual thread's carrier, and a small machine has two
        Thread.ofPlatform().daemon().name("drain-" + name).start(this::drain);
        return this;
    }

    private void drain() {
        try (said) {
            said.transferTo(Writer.nullWriter());
        } catch (IOException gone) {
            // so is the child
        }
    }

    /** The operating system's view of it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops it in order, and by force if that takes too long. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it as a machine that loses power would, and comes back when it is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its exit code, if it has ended. */
    public @Nullable Integer exitCode() {
        return process.isAlive() ? null : process.exitValue();
    }
}
