package org.kith.launcher.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.mailbox.Mailbox;
import org.kith.launcher.services.Child;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import org.kith.launcher.services.Progress;
import org.kith.platform.infrastructure.PostgresServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole Kith in which every process can be killed, stopped and started by itself. */
final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final int AT_ONCE = 2;

    private static final int TRIES = 4;

    private final Installation installation;
    private final List<String> settings;
    private final List<Member> members;
    private final Clocks clocks;
    private final Disks disks = new Disks();
    private final Map<Member, ReentrantLock> locks = new EnumMap<>(Member.class);
    private final Map<Member, Child> children = new ConcurrentHashMap<>();
    private final Map<Member, Boolean> meantToRun = new ConcurrentHashMap<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger knocks = new AtomicInteger();
    private volatile @Nullable PostgresServer postgres;
    private volatile @Nullable ProcessHandle postmaster;
    private @Nullable Mailbox mailbox;

    /**
     * Prepares a cluster.
     *
     * @param settings Spring Boot's arguments for every part
     * @param twice whether each service that keeps a journal has a second instance
     */
    Cluster(Installation installation, List<String> settings, boolean twice) {
        this.installation = installation;
        this.settings = List.copyOf(settings);
        this.members = Member.all(twice);
        this.clocks = new Clocks(installation.home().folder().resolve("clocks"));
        for (var member : Member.values()) {
            locks.put(member, new ReentrantLock());
        }
    }

    Installation installation() {
        return installation;
    }

    Clocks clocks() {
        return clocks;
    }

    Disks disks() {
        return disks;
    }

    /** Every instance of a service that keeps a journal. */
    List<Member> withJournals() {
        return parts().filter(member -> Member.WITH_JOURNALS.stream().anyMatch(one -> one.part() == member.part()))
                .toList();
    }

    private Stream<Member> parts() {
        return members.stream().filter(Member::isPart);
    }

    /** The port where a client knocks: that of each instance in turn. */
    int door(Part part) {
        var instances = parts().filter(member -> member.part() == part).toList();
        return port(instances.get(Math.floorMod(knocks.getAndIncrement(), instances.size())));
    }

    private int port(Member member) {
        int first = member.part().port(installation.ports());
        return member.isSecond() ? Ports.ofASecond(first) : first;
    }

    /** How many processes were killed so far. */
    int kills() {
        return kills.get();
    }

    /** Starts everything that is not there. */
    void start(boolean smallDisks, Progress progress) {
        clearUp();
        if (smallDisks) {
            var home = installation.home();
            boolean mounted = disks.mount(Member.DATABASE, home.postgres()) && disks.mount(Member.BROKER, home.kafka());
            progress.note(
                    mounted
                            ? "Database and broker have small disks of their own"
                            : "This machine does not let us mount small disks: no disk will be filled");
        }
        installation.ports().requireFree();
        timed("Kafka", progress, () -> start(Member.BROKER, Map.of()));
        timed("PostgreSQL", progress, () -> {
            start(Member.DATABASE, Map.of());
            makeDatabases();
        });
        try {
            mailbox = Mailbox.start(
                    installation.ports().smtp(), installation.ports().mailbox());
        } catch (IOException e) {
            throw new Obstacle("The mailbox did not start: " + e.getMessage(), "See the logs", e);
        }
        startParts(progress);
    }

    private void startParts(Progress progress) {
        try (var starters = Executors.newFixedThreadPool(AT_ONCE)) {
            var starting = new ArrayList<Future<?>>();
            parts().forEach(member ->
                    starting.add(starters.submit(() -> timed(member.word(), progress, () -> start(member, Map.of())))));
            for (var one : starting) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Obstacle obstacle
                    ? obstacle
                    : new Obstacle(
                            "The cluster did not start: " + e.getCause(),
                            "See " + installation.home().logs(),
                            e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Starting was interrupted", "Start it again", e);
        }
    }

    private static void timed(String what, Progress progress, Runnable start) {
        long begun = System.nanoTime();
        start.run();
        progress.ready(what, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void makeDatabases() {
        var server = postgres;
        if (server == null) {
            throw new IllegalStateException("The database is not started");
        }
        try {
            for (var part : Part.values()) {
                server.database(part.database());
            }
        } catch (SQLException e) {
            throw new Obstacle("The databases could not be made: " + e.getMessage(), "See the logs", e);
        }
    }

    /** Starts a member that is not running, and comes back when it answers. */
    void start(Member member, Map<String, String> environment) {
        start(member, environment, true);
    }

    /** The same for one that has orders to end itself. */
    void startThatMayDie(Member member, Map<String, String> environment) {
        start(member, environment, false);
    }

    private void start(Member member, Map<String, String> environment, boolean stays) {
        locked(member, () -> {
            if (isAlive(member)) {
                return;
            }
            LOG.info("Starting {}", member);
            meantToRun.put(member, stays);
            switch (member) {
                case DATABASE -> startDatabase();
                case BROKER -> {
                    var home = installation.home();
                    var ports = installation.ports();
                    begin(
                            member,
                            Child.of(
                                    home,
                                    "broker",
                                    BrokerAlone.class,
                                    Map.of(),
                                    List.of(
                                            home.logs().toString(),
                                            home.kafka().toString(),
                                            Integer.toString(ports.kafka()),
                                            Integer.toString(ports.kafkaController()))));
                }
                default -> {
                    var home = installation.home();
                    begin(
                            member,
                            Child.ofPart(
                                    installation,
                                    member.part(),
                                    // two instances never write to one file
                                    new Child.Place(
                                            port(member),
                                            member.isSecond() ? home.logs().resolve("second") : home.logs()),
                                    environment,
                                    settings));
                }
            }
        });
    }

    private void begin(Member member, Child child) {
        children.put(member, child);
        note(child.handle());
        child.awaitReady();
    }

    private void startDatabase() {
        var old = postgres;
        if (old != null) {
            // it is dead; this only lets go of its folder's lock
            closeQuietly(old);
        }
        try {
            var server = PostgresServer.keeping(
                    installation.home().postgres(), installation.ports().postgres());
            postgres = server;
            var pidFile = installation.home().postgres().resolve("data").resolve("postmaster.pid");
            postmaster = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(pidFile).getFirst().trim()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new Obstacle("PostgreSQL did not start: " + e.getMessage(), "See the logs", e);
        }
    }

    private static void closeQuietly(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.debug("It was gone already", e);
        }
    }

    Optional<ProcessHandle> handle(Member member) {
        var handle = member == Member.DATABASE
                ? postmaster
                : Optional.ofNullable(children.get(member)).map(Child::handle).orElse(null);
        return Optional.ofNullable(handle).filter(ProcessHandle::isAlive);
    }

    boolean isAlive(Member member) {
        return handle(member).isPresent();
    }

    /** Members that ended although nobody ended them. */
    List<Member> deadByThemselves() {
        return meantToRun.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(member -> !isAlive(member))
                .sorted()
                .toList();
    }

    /** The exit code of a part that has ended. */
    @Nullable Integer exitCode(Member member) {
        var child = children.get(member);
        return child == null ? null : child.exitCode();
    }

    /** From now on it may end by itself: a failpoint is armed, or its disk is full. */
    void mayDie(Member member) {
        meantToRun.put(member, false);
    }

    /** Kill -9, with everything it started. */
    void kill(Member member) {
        locked(
                member,
                () -> handle(member).ifPresent(handle -> {
                    LOG.info("Killing {}", member);
                    meantToRun.put(member, false);
                    Signals.kill(handle);
                    kills.incrementAndGet();
                }));
    }

    /** A process that halted itself at a failpoint counts as killed. */
    void countKill() {
        kills.incrementAndGet();
    }

    void pause(Member member) {
        handle(member).ifPresent(Signals::stop);
    }

    void goOn(Member member) {
        handle(member).ifPresent(Signals::goOn);
    }

    /** Ends all faults: everything runs, has room, and knows the time. What does not start is tried again. */
    void heal() {
        for (var member : Member.values()) {
            disks.free(member);
            goOn(member);
            clocks.set(member, 0);
        }
        for (var server : List.of(Member.DATABASE, Member.BROKER)) {
            startPatiently(server);
        }
        try (var starters = Executors.newFixedThreadPool(AT_ONCE)) {
            CompletableFuture.allOf(
                            parts().map(part -> CompletableFuture.runAsync(() -> startPatiently(part), starters))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private void startPatiently(Member member) {
        for (int attempt = 1; ; attempt++) {
            try {
                start(member, Map.of());
                return;
            } catch (Obstacle e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.warn("{} is tried again: {}", member, e.getMessage());
            }
        }
    }

    private void locked(Member member, Runnable act) {
        var lock = locks.get(member);
        if (lock == null) {
            throw new IllegalStateException();
        }
        lock.lock();
        try {
            act.run();
        } finally {
            lock.unlock();
        }
    }

    /** The database of a part, as the server's own superuser: the checks see all councils. */
    Connection connect(Member member) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + installation.ports().postgres() + "/"
                        + member.part().database() + "?connectTimeout=5&socketTimeout=60",
                "postgres",
                "postgres");
    }

    String bootstrap() {
        return "127.0.0.1:" + installation.ports().kafka();
    }

    private void note(ProcessHandle process) {
        try {
            Files.writeString(
                    pids(installation.home()),
                    process.pid() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Obstacle("The note of processes cannot be written: " + e.getMessage(), "Make room", e);
        }
    }

    private static Path pids(KithHome home) {
        return home.folder().resolve("pids");
    }

    /** A stopped child of a killed campaign cannot see that its parent is gone. */
    void clearUp() {
        var home = installation.home();
        try {
            if (Files.exists(pids(home))) {
                for (var line : Files.readAllLines(pids(home))) {
                    ProcessHandle.of(Long.parseLong(line.trim()))
                            .filter(process -> process.info()
                                    .commandLine()
                                    .orElse("")
                                    .contains(home.logs().toString()))
                            .ifPresent(Signals::kill);
                }
                Files.delete(pids(home));
            }
            PostgresServer.stopLeftover(home.postgres());
            Disks.unmountLeftovers(List.of(home.postgres(), home.kafka()));
        } catch (IOException e) {
            throw new Obstacle(
                    "What an earlier campaign left cannot be cleared up: " + e.getMessage(), "Do it by hand", e);
        }
    }

    @Override
    public void close() {
        for (var member : Member.values()) {
            disks.free(member);
            goOn(member);
        }
        try (var stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            parts().forEach(member -> stoppers.execute(() -> locked(member, () -> stop(member))));
        }
        locked(Member.BROKER, () -> stop(Member.BROKER));
        var mail = mailbox;
        if (mail != null) {
            closeQuietly(mail);
        }
        var database = postgres;
        if (database != null) {
            closeQuietly(database);
        }
        disks.close();
    }

    private void stop(Member member) {
        meantToRun.put(member, false);
        var child = children.get(member);
        if (child != null) {
            child.stop();
        }
    }
}
