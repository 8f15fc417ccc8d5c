package org.kith.platform.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TimeoutException;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.outbox.TopicMaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics and the rights on a broker that only an administrator may change, and takes away the rights on them that are
 * not on the list. Run it once before the services start, and after every release; it may be run again at any time.
 */
public final class BrokerSetup {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSetup.class);
    private static final int TRIES = 60;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BrokerAccess broker;
    private final List<String> councils;
    private final int partitions;
    private final int replicas;

    /**
     * A setup.
     *
     * @param broker the administrator's way to the broker
     * @param councils codes of the councils that are served
     * @param partitions of each topic of facts, for ever
     * @param replicas of each topic
     */
    public BrokerSetup(BrokerAccess broker, List<String> councils, int partitions, int replicas) {
        this.broker = broker;
        this.councils = List.copyOf(councils);
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /**
     * Sets up the broker that the environment names, by the names a service knows it by; the administrator's own settings are in
     * the file {@code KITH_KAFKA_ADMIN}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        UnaryOperator<String> said = name -> Objects.requireNonNullElse(System.getenv(name), "");
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(said.apply("KITH_KAFKA_ADMIN")))) {
            settings.load(reader);
        }
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
        all.put("security.protocol", said.apply("KITH_KAFKA_PROTOCOL"));
        if (!said.apply("KITH_KAFKA_TRUST").isEmpty()) {
            all.put("ssl.truststore.type", "PEM");
            all.put("ssl.truststore.location", said.apply("KITH_KAFKA_TRUST"));
        }
        var setup = new BrokerSetup(
                new BrokerAccess(said.apply("KITH_KAFKA"), all),
                List.of(said.apply("KITH_COUNCILS").split(",")),
                Integer.parseInt(said.apply("KITH_TOPIC_PARTITIONS")),
                Integer.parseInt(said.apply("KITH_TOPIC_REPLICAS")));
        setup.runWhenItAnswers();
    }

    private void runWhenItAnswers() throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                run();
                return;
            } catch (KafkaException e) {
                if (tried == TRIES) {
                    throw e;
                }
                LOG.info("The broker does not answer yet: {}", e.toString());
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Makes what is missing and takes away what is too much. */
    public void run() {
        new TopicMaker(broker, "kith-setup", partitions, replicas, councils, true).makeAll();
        var wanted = new HashSet<AclBinding>();
        TopicRights.of(councils).all().forEach(right -> wanted.add(right.binding()));
        try (var admin = Admin.create(broker.with(Map.of("client.id", "kith-setup")))) {
            var there = new HashSet<>(
                    admin.describeAcls(AclBindingFilter.ANY).values().get());
            var missing = new HashSet<>(wanted);
            missing.removeAll(there);
            admin.createAcls(missing).all().get();
            there.removeIf(right -> wanted.contains(right) || !isOfKith(right));
            admin.deleteAcls(filters(there)).all().get();
            LOG.info(
                    "{} rights are set, {} were missing, {} were too much",
                    wanted.size(),
                    missing.size(),
                    there.size());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException(e);
        }
    }

    /** Rights of others on other things stay as they are. */
    private boolean isOfKith(AclBinding right) {
        var name = right.pattern().name();
        var who = right.entry().principal();
        return name.startsWith("kith.")
                || TopicRights.of(councils).principals().stream().anyMatch(ours -> who.equals("User:" + ours));
    }

    private static Set<AclBindingFilter> filters(Set<AclBinding> rights) {
        var filters = new HashSet<AclBindingFilter>();
        rights.forEach(right -> filters.add(right.toFilter()));
        return filters;
    }
}
