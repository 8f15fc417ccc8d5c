package org.kith.launcher.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Logging;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Secrets;

/** One whole Kith for all tests of this module, started by the launcher's own code on free ports, with logs as in life. */
public final class TestKith {

    /** Teams of Preston and Burnley, with people. */
    public static final List<String> TEAMS = List.of("T15", "T16", "T17", "T18");

    private static @Nullable TestKith only;

    private static @Nullable String whyNot;

    private final Installation installation;
    private final Everything everything;
    private final Doors doors;
    private final Tokens tokens;
    private final List<String> said;

    private TestKith() {
        try {
            var home = new KithHome(Files.createTempDirectory("kith-road")).prepare();
            System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
            Logging.toFile(home.logs(), "kith");
            installation = new Installation(home, Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        everything = Everything.inThisJvm(installation, new Progress() {
            @Override
            public void ready(String what, Duration took) {
                System.out.println("road test: " + what + " after " + took.toMillis() + " ms");
            }

            @Override
            public void note(String text) {
                System.out.println("road test: " + text);
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            everything.close();
            installation.home().delete();
        }));
        doors = new Doors(installation);
        tokens = new Tokens(doors, Secrets.of(installation.home()));
        new Workforce(doors, tokens).hire(TEAMS, () -> {});
        said = linesSoFar();
    }

    private List<String> linesSoFar() {
        try {
            return Files.readAllLines(installation.home().logs().resolve("kith.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was logged until everything was up and its workers were hired. */
    public List<String> loggedAtTheStart() {
        return said;
    }

    /** Started by the first test that asks. */
    public static synchronized TestKith get() {
        if (whyNot != null) {
            throw new IllegalStateException(whyNot);
        }
        var kith = only;
        if (kith == null) {
            try {
                kith = new TestKith();
            } catch (RuntimeException e) {
                // one failure is enough; every test would wait for the same
                whyNot = "Kith did not start for an earlier test: " + e.getMessage();
                throw e;
            }
            only = kith;
        }
        return kith;
    }

    public Installation installation() {
        return installation;
    }

    public Everything everything() {
        return everything;
    }

    public Doors doors() {
        return doors;
    }

    public Tokens tokens() {
        return tokens;
    }
}
