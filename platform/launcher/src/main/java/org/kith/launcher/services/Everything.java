package org.kith.launcher.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.mailbox.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** A whole Kith that runs: servers and all parts. Closing it stops the parts, then the broker, then the database. */
public final class Everything implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Everything.class);

    /** On two cores a third start at once makes all of them later. */
    private static final int AT_ONCE = 2;

    /** Answering these, the first pages work. */
    private static final List<Part> FIRST = List.of(Part.IDENTITY, Part.GATEWAY, Part.REFERRAL);

    private final Servers servers;
    private final Installation installation;
    private final Runner runner;
    private final Map<Part, Runner.Started> started = new EnumMap<>(Part.class);

    private Everything(Servers servers, Installation installation, Runner runner) {
        this.servers = servers;
        this.installation = installation;
        this.runner = runner;
    }

    /** Starts it with all parts in this JVM. */
    public static Everything inThisJvm(Installation installation, Progress progress) {
        return start(installation, new InThisJvm(), progress);
    }

    /** Starts it with a JVM for each part. */
    public static Everything inJvmsOfTheirOwn(Installation installation, Progress progress) {
        return start(installation, new InJvmOfItsOwn(installation.home()), progress);
    }

    private static Everything start(Installation installation, Runner runner, Progress progress) {
        var everything = new Everything(Servers.start(installation, progress), installation, runner);
        try (var starters = Executors.newFixedThreadPool(AT_ONCE)) {
            var starting = new EnumMap<Part, Future<?>>(Part.class);
            for (var part : Part.values()) {
                starting.put(part, starters.submit(() -> everything.start(part, progress)));
            }
            for (var part : FIRST) {
                everything.await(part, starting, installation);
            }
            progress.note("The first pages answer; the rest is starting");
            for (var part : Part.values()) {
                everything.await(part, starting, installation);
            }
            return everything;
        } catch (RuntimeException e) {
            everything.close();
            throw e;
        }
    }

    private void start(Part part, Progress progress) {
        long begun = System.nanoTime();
        var running = runner.start(part, installation.environment(), installation.arguments(part));
        synchronized (started) {
            started.put(part, running);
        }
        progress.ready(part.configuration(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private void await(Part part, Map<Part, Future<?>> starting, Installation installation) {
        try {
            Objects.requireNonNull(starting.get(part)).get();
        } catch (ExecutionException e) {
            starting.values().forEach(other -> other.cancel(false));
            LOG.error("{} did not start", part.configuration(), e.getCause());
            if (e.getCause() instanceof Obstacle obstacle) {
                throw obstacle;
            }
            throw new Obstacle(
                    part.configuration() + " did not start: " + innermost(e),
                    "The whole story is in " + installation.home().logs(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Starting was interrupted", "Try again: ./kith up", e);
        }
    }

    private static String innermost(Throwable failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause.getClass().getSimpleName() + ", " + cause.getMessage();
    }

    /** Stops one part and starts it again, as an update does, while the others go on. */
    public void restart(Part part, Progress progress) {
        Runner.Started running;
        synchronized (started) {
            running = started.remove(part);
        }
        if (running != null) {
            running.stop();
        }
        start(part, progress);
    }

    /** The contexts of parts that run in this JVM. */
    Map<Part, ConfigurableApplicationContext> contexts() {
        var contexts = new EnumMap<Part, ConfigurableApplicationContext>(Part.class);
        synchronized (started) {
            started.forEach((part, running) -> {
                if (running instanceof InThisJvm.InContext(var context)) {
                    contexts.put(part, context);
                }
            });
        }
        return contexts;
    }

    /** The mailbox, for those who look what was sent. */
    public Mailbox mailbox() {
        return servers.mailbox();
    }

    @Override
    public void close() {
        var stopping = new ArrayList<Thread>();
        synchronized (started) {
            started.forEach((part, running) ->
                    stopping.add(Thread.ofPlatform().name("stop-" + part).start(() -> {
                        try {
                            running.stop();
                        } catch (RuntimeException e) {
                            LOG.warn("{} did not stop cleanly", part.configuration(), e);
                        }
                    })));
            started.clear();
        }
        for (var thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        servers.close();
        LOG.info("Stopped: {}", Arrays.toString(Part.values()));
    }
}
