package org.kith.launcher.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kith.gateway.status.outside.StatusPage;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.NoteFile;

/** The process that shows the status page: begun beside a Kith, and left standing when that Kith dies. */
public final class StatusPageBeside {

    /** What else it may see: where libraries are, and which clock and language people have. */
    private static final Set<String> OF_THE_MACHINE =
            Set.of("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE");

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
        told.keySet().removeIf(name -> !StatusPage.TOLD.contains(name) && !OF_THE_MACHINE.contains(name));
        told.put("KITH_STATUS_PORT", Integer.toString(ports.statusPage()));
        told.put("KITH_STATUS_GATEWAY", Installation.url(ports.gateway()));
        told.put("KITH_STATUS_NOTICE", home.notice().toString());
        try {
            var said = NoteFile.OneProcess.of(builder.start().toHandle()).note();
            said.setProperty(PORT, Integer.toString(ports.statusPage()));
            NoteFile.write(home.statusPage(), said, "Which process shows the status page of this folder's Kith");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the one of this folder; whether there was one. */
    public static boolean end(KithHome home) {
        var process = standing(home).map(Standing::process);
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
        return standing(home).map(Standing::address);
    }

    private static Optional<Standing> standing(KithHome home) {
        return NoteFile.read(
                        home.statusPage(),
                        said -> Map.entry(
                                NoteFile.OneProcess.in(said),
                                Installation.url(Integer.parseInt(said.getProperty(PORT)))))
                .flatMap(said -> said.getKey().running().map(process -> new Standing(process, said.getValue())));
    }

    private record Standing(ProcessHandle process, String address) {}
}
