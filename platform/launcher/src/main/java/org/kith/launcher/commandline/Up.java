package org.kith.launcher.commandline;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.kith.launcher.Kith;
import org.kith.launcher.demo.Demo;
import org.kith.launcher.machine.DiskWatch;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Logging;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;
import org.kith.launcher.services.Everything;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.StatusPageBeside;
import org.kith.platform.infrastructure.PostgresServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts everything, and stays until it is told to stop. */
final class Up {

    private static final Logger LOG = LoggerFactory.getLogger(Up.class);

    /** JDK that everything is built for. */
    private static final int JDK = 25;

    /** How often a waiting terminal looks whether the process behind it has said more. */
    private static final long LOOK_MILLIS = 200;

    /** A process that lost the one which started it is given this long to end. */
    private static final Duration LONGEST_END = Duration.ofSeconds(40);

    private final Console console;
    private final KithHome home;

    /** Kith stops by itself; then its status page stays, and says so. */
    private volatile boolean nobodyMeantIt;

    Up(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        boolean detach = options.flag("--detach");
        boolean processes = options.flag("--processes");
        var ports = new Ports(options.count("--port-base", 0, Ports.USUAL.base()));
        options.requireNoMore();
        if (Runtime.version().feature() != JDK) {
            throw new Obstacle(
                    "Kith runs on JDK " + JDK + ", and this is JDK "
                            + Runtime.version().feature(),
                    "Start it with ./kith, which finds the right one");
        }
        home.prepare();
        if (Run.isOn(home)) {
            sayThatItIsUp();
        } else if (detach) {
            detach(processes, ports);
        } else {
            stay(processes, ports);
        }
    }

    private void sayThatItIsUp() {
        var note = Run.note(home);
        console.say(note.map(said -> (said.ready() ? "Kith is up already: " : "Kith is starting already: ")
                        + said.address() + " (process " + said.pid() + ")")
                .orElse("Kith is starting already"));
        note.filter(Run.Note::ready).map(Status::parts).ifPresent(parts -> {
            var down = parts.entrySet().stream()
                    .filter(part -> !part.getValue().equals(Status.UP))
                    .map(part -> part.getKey().configuration())
                    .toList();
            if (!down.isEmpty()) {
                throw new Obstacle(
                        "Parts of it are down: " + String.join(", ", down),
                        "Start all of it again, nothing is lost: ./kith down, then ./kith up");
            }
        });
        console.say("To stop it: ./kith down");
    }

    private void stay(boolean processes, Ports ports) {
        long begun = System.nanoTime();
        Logging.toFile(home.logs(), "kith");
        boolean killed = Run.note(home).isPresent();
        var run = Run.begin(home, ports)
                .orElseThrow(
                        () -> new Obstacle("Another Kith has just started from " + home.folder(), "See ./kith status"));
        var stopped = new CountDownLatch(1);
        try {
            clearUpAfterAnEarlierRun();
            if (killed) {
                // its processes see that it is gone, and finish what they have in hand
                ports.awaitFree(LONGEST_END);
            }
            ports.requireFree();
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
        // a signal may come at any moment, and PostgreSQL does not end with us
        var end = new AtomicReference<Runnable>(() -> stopWhileStarting(run));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end.get().run(), "stop"));
        home.goesOn();
        watchTheDisk();
        console.say("Starting Kith");
        var installation = new Installation(home, ports);
        Everything everything;
        try {
            everything = processes
                    ? Everything.inJvmsOfTheirOwn(installation, console)
                    : Everything.inThisJvm(installation, console);
        } catch (RuntimeException e) {
            end.set(() -> {});
            run.close();
            throw e;
        }
        end.set(() -> stop(everything, run, stopped));
        beginTheStatusPage(installation);
        loadAFewFamilies(installation);
        console.say(String.format(
                Locale.ROOT,
                "Kith is up after %.1f s",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0));
        console.say("");
        sayWhereAndWho(installation);
        // a terminal that waits for this goes away then, and must have seen everything above
        run.ready();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A Kith without the page that says how it is is no less up. */
    private void beginTheStatusPage(Installation installation) {
        try {
            StatusPageBeside.begin(installation);
        } catch (UncheckedIOException e) {
            console.note("The status page could not be started: " + e.getMessage());
        }
    }

    /** Everything stops in order before the database and the broker would end where they stand. */
    private void watchTheDisk() {
        new DiskWatch(home::freeBytes, this::say, why -> {
                    var reason = why + " at " + home.folder()
                            + ". Kith has stopped; nothing that was accepted is lost. Make room, then: ./kith up";
                    say(why + " at " + home.folder());
                    say("Kith stops. Make room, then: ./kith up");
                    nobodyMeantIt = true;
                    try {
                        home.stoppedBecause(reason);
                    } catch (UncheckedIOException noRoomForThatEither) {
                        LOG.error("{}", reason);
                    }
                    System.exit(1);
                })
                .begin();
    }

    private void say(String text) {
        console.say(text);
        LOG.warn("{}", text);
    }

    /** Without its demo Kith is no less up, so this only says what went wrong. */
    private void loadAFewFamilies(Installation installation) {
        try (var demo = new Demo(installation, Clock.systemUTC())) {
            demo.few(new Load.Bar(console));
        } catch (Obstacle e) {
            console.note("The demo families could not be loaded: " + e.getMessage());
        } catch (UncheckedIOException e) {
            console.note("The demo families could not be loaded: " + e.getMessage());
        }
    }

    private void sayWhereAndWho(Installation installation) {
        console.say("");
        try (var demo = new Demo(installation, Clock.systemUTC())) {
            console.say(
                    "  Sign-ins, all with the password " + demo.password() + " (made-up people, not for real data)");
            Demo.signIns().forEach((name, what) -> console.say(String.format(Locale.ROOT, "    %-16s %s", name, what)));
        }
        console.say("");
        console.say("  Mail that Kith sends is shown at " + Status.mailbox(installation.ports()));
        StatusPageBeside.address(home)
                .ifPresent(address -> console.say("  Whether Kith works, also when it does not: " + address));
        console.say("");
        console.say("  Open  " + installation.publicUrl());
        console.say("");
    }

    private void stop(Everything everything, Run run, CountDownLatch stopped) {
        console.say("Stopping Kith");
        everything.close();
        if (!nobodyMeantIt) {
            StatusPageBeside.end(home);
        }
        run.close();
        console.say("Stopped; the data are kept in " + home.folder());
        stopped.countDown();
    }

    /** What runs within this process ends with it, and a process of its own sees that we are gone. */
    private void stopWhileStarting(Run run) {
        console.say("Stopping Kith");
        try {
            PostgresServer.stopLeftover(home.postgres());
            run.close();
            console.say("Stopped before it was up; the data are kept in " + home.folder());
        } catch (IOException e) {
            console.say("PostgreSQL could not be stopped: " + e.getMessage());
        }
    }

    private void clearUpAfterAnEarlierRun() {
        try {
            StatusPageBeside.end(home);
            if (PostgresServer.stopLeftover(home.postgres())) {
                console.note("An earlier run was killed and left its PostgreSQL behind; it is stopped now");
            }
        } catch (IOException e) {
            throw new Obstacle("" + e.getMessage(), "Stop that process, then try again: ./kith up", e);
        }
    }

    /** Starts the same command without this terminal, and comes back when it is ready or has given up. */
    private void detach(boolean processes, Ports ports) {
        var command = new ArrayList<>(withoutTerminal());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Kith.class.getName(), "up"));
        command.addAll(List.of("--port-base", Integer.toString(ports.base())));
        if (processes) {
            command.add("--processes");
        }
        try {
            Files.write(home.console(), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            var child = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.console().toFile()))
                    .start();
            try (var said = new RandomAccessFile(home.console().toFile(), "r")) {
                while (child.isAlive() && !isReady(child)) {
                    child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    copy(said);
                }
                copy(said);
            }
            if (!child.isAlive()) {
                throw new Obstacle("Kith did not start", "What it said is in " + home.console());
            }
            console.say("To stop it: ./kith down");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Waiting was interrupted", "Kith may still be starting: ./kith status", e);
        }
    }

    /** Where the machine can, in a session of its own: a Ctrl-C for the script that called us is none for Kith. */
    private static List<String> withoutTerminal() {
        boolean canSetsid = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
        return canSetsid ? List.of("setsid", "nohup") : List.of("nohup");
    }

    private boolean isReady(Process child) {
        return Run.note(home)
                .filter(note -> note.pid() == child.pid() && note.ready())
                .isPresent();
    }

    private void copy(RandomAccessFile said) throws IOException {
        var more = new byte[(int) (said.length() - said.getFilePointer())];
        said.readFully(more);
        if (more.length > 0) {
            System.out.write(more, 0, more.length);
            System.out.flush();
        }
    }
}
