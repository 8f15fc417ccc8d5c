package org.kith.launcher.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.kith.launcher.Kith;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.AotCache;

/**
 * Starts a Kith of its own, lets families go the whole road through it and looks at every list, and stops it, so that its JVM
 * can write down what it loaded, linked and learned. The caches of all later starts come from it.
 */
public final class Rehearsal {

    private static final int FAMILIES = 300;

    private static final int LOOKS = 270;

    private static final Duration READY_WITHIN = Duration.ofMinutes(8);

    private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);

    /** Putting the cache together is done by another JVM when the first has ended, and takes longest of all. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(8);

    private static final Duration LOOK = Duration.ofMillis(200);

    private Rehearsal() {}

    /** Rehearses, and leaves the cache where {@link AotCache} looks for it. */
    public static void run(KithHome home, Ports ports, Consumer<String> say) {
        var own = new KithHome(home.folder().resolve("rehearsal"));
        own.delete();
        own.prepare();
        var next = AotCache.file().resolveSibling("kith.aot.next");
        say.accept("Starting a Kith of its own");
        var rehearsing = start(own, ports, next);
        try {
            awaitReady(own, rehearsing);
            say.accept("Families go the whole road");
            use(new MeasuredKith(own, ports));
            say.accept("Stopping it; its JVM puts the cache together");
            rehearsing.destroy();
            if (!rehearsing.waitFor(WRITTEN_WITHIN.toSeconds(), TimeUnit.SECONDS) || !Files.exists(next)) {
                throw new Obstacle("The JVM left no cache", "What it said is in " + own.console());
            }
            Files.move(next, AotCache.file(), StandardCopyOption.REPLACE_EXISTING);
            own.delete();
            say.accept("Done: " + Files.size(AotCache.file()) / 1_000_000 + " MB in " + AotCache.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while rehearsing", "Start it again: ./kith train", e);
        } finally {
            rehearsing.destroy();
        }
    }

    private static Process start(KithHome own, Ports ports, Path next) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + next,
                "-cp",
                System.getProperty("java.class.path"),
                Kith.class.getName(),
                "up",
                "--port-base",
                Integer.toString(ports.base())));
        try {
            var builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(own.console().toFile());
            builder.environment().put("KITH_HOME", own.folder().toString());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(KithHome own, Process rehearsing) {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (Run.note(own).filter(Run.Note::ready).isEmpty()) {
            if (!rehearsing.isAlive() || System.nanoTime() > until) {
                throw new Obstacle("The Kith that rehearses did not start", "What it said is in " + own.console());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void use(MeasuredKith kith) {
        var letters = new Letters();
        try (var databases = new Databases(kith.ports());
                var town = new Town(kith, databases)) {
            town.prepare();
            var families = town.undecided(FAMILIES, letters::ofFamily);
            town.acceptAll(families);
            databases.awaitQuiet(QUIET_WITHIN);
            var looks = new Reads(town, families);
            for (int number = 0; number < LOOKS; number++) {
                looks.read(number);
            }
        }
    }
}
