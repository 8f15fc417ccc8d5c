package org.kith.launcher.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;

/** Each part a JVM of its own with a small heap. The child ends when its standard input closes, so it never outlives this process. */
final class InJvmOfItsOwn implements Runner {

    /** Six of these and the broker fit in a small machine. */
    private static final String HEAP = "-Xmx320m";

    /** A context with open streams closes within its own 15 s. */
    private static final long STOP_SECONDS = 25;

    private final KithHome home;

    InJvmOfItsOwn(KithHome home) {
        this.home = home;
    }

    @Override
    public Started start(Part part, Map<String, String> environment, List<String> arguments) {
        var log = home.logs().resolve(part.configuration() + ".out");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                HEAP,
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Duser.timezone=UTC",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                Alone.class.getName(),
                home.logs().toString(),
                part.name()));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // not on the command line, where every user of this machine could read the secrets
            builder.environment().putAll(environment);
            var process = builder.start();
            var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            for (@Nullable String line = said.readLine(); !Alone.READY.equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new Obstacle(
                            part.configuration() + " stopped before it was ready", "Its output is in " + log);
                }
            }
            // nothing else is said there; a full pipe would stop the child
            Thread.startVirtualThread(() -> drain(said));
            return () -> stop(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(BufferedReader said) {
        try (said) {
            said.transferTo(Writer.nullWriter());
        } catch (IOException gone) {
            // so is the child
        }
    }

    private static void stop(Process process) {
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
}
