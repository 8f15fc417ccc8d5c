package org.kith.platform.infrastructure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker (one node, KRaft) in this JVM, on loopback; its log outlives the process. */
public final class KafkaServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);

    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** Where no topic says otherwise, and what makes one node enough. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("num.partitions", "4"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "3"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "3"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("log.retention.ms", "-1"));

    private final Runnable stop;
    private final String bootstrap;

    private KafkaServer(String bootstrap, Runnable stop) {
        this.stop = stop;
        this.bootstrap = bootstrap;
    }

    private KafkaServer(KafkaRaftServer server, String bootstrap) {
        this(bootstrap, () -> {
            server.shutdown();
            server.awaitShutdown();
        });
    }

    /**
     * A broker that somebody else started, on loopback.
     *
     * @param bootstrap its address for clients
     * @param stop stops it
     */
    public static KafkaServer elsewhere(String bootstrap, Runnable stop) {
        return new KafkaServer(bootstrap, stop);
    }

    /**
     * Starts the broker on a folder that it keeps.
     *
     * @param home folder for the log; formatted on first use
     * @param port clients' port on loopback
     * @param controllerPort the controller's port on loopback
     * @throws IOException if the folder cannot be made or formatted
     */
    public static KafkaServer start(Path home, int port, int controllerPort) throws IOException {
        var log = Files.createDirectories(home);
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(log);
        }
        var server =
                new KafkaRaftServer(KafkaConfig.fromProps(settings(log, port, controllerPort), false), Time.SYSTEM);
        server.startup();
        return new KafkaServer(server, "127.0.0.1:" + port);
    }

    /** A broker on free ports with a log of its own in the module's build folder, so that no test leaves one behind elsewhere. */
    public static KafkaServer forTests() throws IOException {
        var elsewhere = TestServers.askedFor();
        if (elsewhere.isPresent()) {
            return elsewhere.get().kafka(SETTINGS);
        }
        var built = Files.createDirectories(Path.of("target"));
        return start(Files.createTempDirectory(built, "kith-kafka").toAbsolutePath(), freePort(), freePort());
    }

    /**
     * A broker that asks everybody who they are and denies what it has no rule for, as in a council's data centre but for
     * encryption. {@code admin} may do everything.
     *
     * @param home folder for the log; formatted on first use
     * @param passwords password of each client by its name; {@code admin} is one of them
     * @throws IOException if the folder cannot be made or formatted
     */
    public static KafkaServer guarded(Path home, Map<String, String> passwords) throws IOException {
        var log = Files.createDirectories(home);
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(log);
        }
        int port = freePort();
        var settings = settings(log, port, freePort());
        settings.put("listener.security.protocol.map", "GUARDED:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        settings.put("listeners", settings.getProperty("listeners").replace("PLAINTEXT://", "GUARDED://"));
        settings.put("advertised.listeners", "GUARDED://127.0.0.1:" + port);
        settings.put("inter.broker.listener.name", "GUARDED");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:admin");
        var login = new StringBuilder(
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"")
                .append(passwords.get("admin"))
                .append('"');
        passwords.forEach((user, password) -> login.append(" user_")
                .append(user)
                .append("=\"")
                .append(password)
                .append('"'));
        login.append(';');
        settings.put("listener.name.guarded.plain.sasl.jaas.config", login.toString());
        settings.put("listener.name.controller.plain.sasl.jaas.config", login.toString());
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new KafkaServer(server, "127.0.0.1:" + port);
    }

    private static Properties settings(Path log, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", log.toString());
        settings.putAll(SETTINGS);
        settings.put("log.segment.bytes", String.valueOf(16 * 1024 * 1024));
        settings.put("log.index.size.max.bytes", String.valueOf(512 * 1024));
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("controlled.shutdown.enable", "true");
        // after kill -9 the controller refuses the new incarnation until the old session lapses (default 9 s)
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        return settings;
    }

    private static void format(Path log) throws IOException {
        var said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(log.toString())
                    .addDirectory(log.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IOException(
                    "The broker's folder could not be formatted: " + said.toString(StandardCharsets.UTF_8), e);
        }
        LOG.debug("{}", said.toString(StandardCharsets.UTF_8).trim());
    }

    /**
     * A port on loopback that was free a moment ago and is given once. It is none of those that systems give to whoever connects,
     * so that no connection of anybody takes it meanwhile.
     */
    public static int freePort() throws IOException {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                LOG.debug("Port {} is taken: {}", port, taken.getMessage());
            }
        }
        throw new IOException("There is no free port from " + FIRST_PORT + " on: stop what listens there");
    }

    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        stop.run();
    }
}
