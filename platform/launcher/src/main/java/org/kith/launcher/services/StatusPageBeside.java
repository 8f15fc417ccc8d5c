package org.kith.launcher.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kith.gateway.status.outside.StatusPage;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Processes;

/** The process that shows the status page: begun beside a Kith, and left standing when that Kith dies. */
public final class StatusPageBeside {

    private static final String PID = "pid";
    private static final String STARTED = "started";
    private static final String PORT = "port";

    private static final long STOP_SECONDS = 10;

    private StatusPageBeside() {}

    /** Begins it, in the place of one that an earlier run left. */
    public static void begin(Installation installation) {
        var home = installation.home();
        end(home);
        var ports = installation.ports();
        var log = home.logs().resolve("status-page.out").toFile();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // a page now and then; small is what counts
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx24m",
                        "-Xss256k",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StatusPage.class.getName())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(ProcessBuilder.Redirect.appendTo(log));
        var told = builder.environment();
        told.putAll(installation.environment());
        // it asks nobody who would want to know a secret
        told.keySet().removeIf(name -> name.startsWith("KITH_") && !StatusPage.TOLD.contains(name));
        told.put("KITH_STATUS_PORT", Integer.toString(ports.statusPage()));
        told.put("KITH_STATUS_GATEWAY", Installation.url(ports.gateway()));
        told.put("KITH_STATUS_NOTICE", home.notice().toString());
        try {
            note(home, builder.start().toHandle(), ports.statusPage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the one of this folder; whether there was one. */
    public static boolean end(KithHome home) {
        var process = read(home)
                .flatMap(said -> Processes.stillThe(
                        Long.parseLong(said.getProperty(PID)), Instant.parse(said.getProperty(STARTED))));
        process.ifPresent(StatusPageBeside::end);
        try {
            Files.deleteIfExists(home.statusPage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process.isPresent();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be waited for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where this folder's stands, if its process runs. */
    public static Optional<String> address(KithHome home) {
        return read(home)
                .filter(said -> Processes.stillThe(
                                Long.parseLong(said.getProperty(PID)), Instant.parse(said.getProperty(STARTED)))
                        .isPresent())
                .map(said -> Installation.url(Integer.parseInt(said.getProperty(PORT))));
    }

    private static void note(KithHome home, ProcessHandle process, int port) throws IOException {
        var said = new Properties();
        said.setProperty(PID, Long.toString(process.pid()));
        said.setProperty(STARTED, Processes.started(process).toString());
        said.setProperty(PORT, Integer.toString(port));
        try (var writer = Files.newBufferedWriter(home.statusPage())) {
            said.store(writer, "Which process shows the status page of this folder's Kith");
        }
    }

    /** The note, if it is whole: whoever was killed while writing left half of it. */
    private static Optional<Properties> read(KithHome home) {
        if (!Files.exists(home.statusPage())) {
            return Optional.empty();
        }
        var said = new Properties();
        try (var reader = Files.newBufferedReader(home.statusPage())) {
            said.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said.stringPropertyNames().containsAll(List.of(PID, STARTED, PORT))
                ? Optional.of(said)
                : Optional.empty();
    }
}
