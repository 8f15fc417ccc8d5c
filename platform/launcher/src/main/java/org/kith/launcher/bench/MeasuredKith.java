package org.kith.launcher.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;

/** A Kith of the bench's own, in a folder of its own, started and stopped with the same command that anybody types. */
final class MeasuredKith implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final KithHome home;
    private final Ports ports;

    MeasuredKith(KithHome home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    /**
     * How long it took from the command.
     *
     * @param firstPage until the first page answered
     * @param allReady until every part said it is well
     * @param settled until the demo's families were in too, which is when the command comes back
     */
    record Started(double firstPage, double allReady, double settled) {}

    Installation installation() {
        return new Installation(home, ports);
    }

    Ports ports() {
        return ports;
    }

    /** Throws away what an earlier bench left; its logs stay until the next one, in the folder {@code logs-before}. */
    void afresh() {
        close();
        var kept = home.folder().resolveSibling("logs-before");
        if (Files.exists(home.logs())) {
            new KithHome(kept).delete();
            try {
                Files.move(home.logs(), kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        home.delete();
    }

    /** Lets the server count statements from its next start on. */
    void countStatements() {
        close();
        try {
            Files.writeString(
                    home.postgres().resolve("data").resolve("postgresql.auto.conf"),
                    "shared_preload_libraries = 'pg_stat_statements'\npg_stat_statements.max = 10000\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Started start(boolean processes) {
        var words = new ArrayList<>(List.of("up", "--detach", "--port-base", Integer.toString(ports.base())));
        if (processes) {
            words.add("--processes");
        }
        long begun = System.nanoTime();
        var command = kith(words);
        double firstPage = Double.NaN;
        double allReady = Double.NaN;
        var missing = EnumSet.allOf(Part.class);
        try (var client = HttpClient.newBuilder().connectTimeout(LOOK).build()) {
            while (command.isAlive() || Double.isNaN(allReady)) {
                if (Double.isNaN(firstPage) && answers(client, ports.gateway(), "/")) {
                    firstPage = seconds(begun);
                }
                missing.removeIf(part -> answers(client, part.port(ports), "/actuator/health"));
                if (missing.isEmpty() && Double.isNaN(allReady)) {
                    allReady = seconds(begun);
                }
                if (seconds(begun) > LIMIT.toSeconds() || (!command.isAlive() && !Run.isOn(home))) {
                    command.destroy();
                    throw new Obstacle("The Kith to be measured did not start", "What it said is in " + home.console());
                }
                pause();
            }
        }
        return new Started(firstPage, allReady, seconds(begun));
    }

    private static void pause() {
        LockSupport.parkNanos(LOOK.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench");
        }
    }

    private static boolean answers(HttpClient client, int port, String path) {
        var question = HttpRequest.newBuilder(URI.create(Installation.url(port) + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000.0;
    }

    private Process kith(List<String> words) {
        var script = Path.of("kith").toAbsolutePath();
        if (!Files.isExecutable(script)) {
            throw new Obstacle("The script kith is not in " + script.getParent(), "Start it there: ./kith bench");
        }
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(words);
        try {
            home.prepare();
            var builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(home.logs().resolve("bench.out").toFile());
            builder.environment().put("KITH_HOME", home.folder().toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that {@code ./kith up} left running. */
    long pid() {
        return Run.note(home)
                .orElseThrow(() -> new Obstacle("The Kith to be measured has gone", "See " + home.console()))
                .pid();
    }

    long postmaster() {
        try {
            return Long.parseLong(
                    Files.readAllLines(home.postgres().resolve("data").resolve("postmaster.pid"))
                            .getFirst()
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!Run.isOn(home)) {
            return;
        }
        try {
            if (!kith(List.of("down")).waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Obstacle("The measured Kith does not stop", "See process " + pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
