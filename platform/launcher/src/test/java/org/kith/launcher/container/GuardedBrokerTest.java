package org.kith.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.production.BrokerSetup;

/** Everybody tries everything on every topic of a real broker that has the rights of the list: expected against actual. */
class GuardedBrokerTest {

    private static final List<String> COUNCILS = List.of("E10000017", "E10000034");

    private static final TopicRights RIGHTS = TopicRights.of(COUNCILS);

    /** Known to the broker, and without a single right. */
    private static final String STRANGER = "stranger";

    private static final String NOT_OURS = "payroll.salaries";

    private enum Try {
        SEE,
        READ,
        WRITE,
        MAKE,
        CHANGE,
        EMPTY,
        DELETE
    }

    @TempDir
    private static Path home;

    private static final Map<String, String> PASSWORDS = new LinkedHashMap<>();

    private static KafkaServer broker;

    @BeforeAll
    static void aBrokerWithTheRightsOfTheList() throws Exception {
        PASSWORDS.put("admin", "password-of-admin");
        RIGHTS.principals().forEach(name -> PASSWORDS.put(name, "password-of-" + name));
        PASSWORDS.put(STRANGER, "password-of-stranger");
        broker = KafkaServer.guarded(home, PASSWORDS);
        new BrokerSetup(access("admin"), COUNCILS, 2, 1).run();
        try (var admin = admin("admin")) {
            admin.createTopics(List.of(new NewTopic(NOT_OURS, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void goes() {
        broker.close();
    }

    @Test
    void every_principal_may_do_on_every_topic_what_the_list_says_and_nothing_else() {
        var wrong = new ArrayList<String>();
        var table = new StringBuilder();
        int tried = 0;
        var topics = new TreeSet<>(RIGHTS.topics());
        topics.add(NOT_OURS);
        for (var who : PASSWORDS.keySet()) {
            if (who.equals("admin")) {
                continue;
            }
            try (var admin = admin(who);
                    var producer = producer(who);
                    var consumer = consumer(who)) {
                for (var topic : topics) {
                    var may = new TreeMap<Try, Boolean>();
                    for (var what : Try.values()) {
                        boolean actual = mayIt(what, topic, admin, producer, consumer);
                        boolean expected = expected(who, what, topic);
                        may.put(what, actual);
                        tried++;
                        if (actual != expected) {
                            wrong.add("%s %s %s: expected %s, was %s".formatted(who, what, topic, expected, actual));
                        }
                    }
                    table.append("%n| %-22s | %-24s | %s |".formatted(who, topic, said(may)));
                }
            }
        }
        System.out.printf(
                "%d tries on a real broker, %d not as expected. What each may do:%s%n", tried, wrong.size(), table);

        assertThat(wrong).isEmpty();
        assertThat(tried).isEqualTo((PASSWORDS.size() - 1) * topics.size() * Try.values().length);
    }

    @Test
    void who_does_not_say_who_it_is_or_says_it_wrongly_is_turned_away() {
        var wrong = new BrokerAccess(broker.bootstrap(), settings("referral", "password-of-outcomes"));

        assertThat(outcomeOf(() -> {
                    try (var admin = Admin.create(wrong.with(Map.of()))) {
                        return admin.listTopics().names().get();
                    }
                }))
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void rights_that_are_not_on_the_list_are_taken_away_again() throws Exception {
        var tooMuch = new TopicRights.Right(
                        "outcomes",
                        AclOperation.WRITE,
                        org.apache.kafka.common.resource.ResourceType.TOPIC,
                        org.apache.kafka.common.resource.PatternType.LITERAL,
                        "kith.referrals")
                .binding();
        try (var admin = admin("admin")) {
            admin.createAcls(Set.of(tooMuch)).all().get();

            new BrokerSetup(access("admin"), COUNCILS, 2, 1).run();

            assertThat(admin.describeAcls(tooMuch.toFilter()).values().get()).isEmpty();
            assertThat(admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                            .values()
                            .get())
                    .hasSameSizeAs(RIGHTS.all());
        }
    }

    private static boolean expected(String who, Try what, String topic) {
        var may = RIGHTS.on(who, topic);
        return switch (what) {
            case SEE -> may.contains(AclOperation.DESCRIBE);
            case READ -> may.contains(AclOperation.READ);
            case WRITE -> may.contains(AclOperation.WRITE);
            case MAKE, CHANGE, EMPTY, DELETE -> false;
        };
    }

    private static boolean mayIt(
            Try what,
            String topic,
            Admin admin,
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer) {
        var partition = new TopicPartition(topic, 0);
        var failure = outcomeOf(() -> switch (what) {
            case SEE -> admin.describeTopics(Set.of(topic)).allTopicNames().get();
            case WRITE ->
                producer.send(new ProducerRecord<>(topic, 0, "key".getBytes(StandardCharsets.UTF_8), new byte[] {1}))
                        .get();
            case READ -> {
                consumer.assign(Set.of(partition));
                consumer.seek(partition, 0);
                yield consumer.poll(Duration.ofMillis(700));
            }
            case MAKE ->
                admin.createTopics(
                                Set.of(new NewTopic(topic + ".copy", Optional.of(1), Optional.empty())),
                                new CreateTopicsOptions().validateOnly(true))
                        .all()
                        .get();
            case CHANGE ->
                admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                Set.of(new AlterConfigOp(
                                        new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
            case EMPTY ->
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(0)))
                        .all()
                        .get();
            case DELETE -> admin.deleteTopics(Set.of(topic)).all().get();
        });
        if (failure == null) {
            return true;
        }
        if (failure instanceof AuthorizationException) {
            return false;
        }
        throw new AssertionError(
                "%s on %s was answered neither yes nor no: %s".formatted(what, topic, failure), failure);
    }

    private static @org.jspecify.annotations.Nullable Throwable outcomeOf(Callable<?> work) {
        try {
            work.call();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (KafkaException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String said(Map<Try, Boolean> may) {
        var said = new ArrayList<String>();
        may.forEach((what, yes) -> {
            if (yes) {
                said.add(what.name());
            }
        });
        return said.isEmpty() ? "nothing" : String.join(" ", said);
    }

    private static BrokerAccess access(String who) {
        return new BrokerAccess(broker.bootstrap(), settings(who, PASSWORDS.getOrDefault(who, "")));
    }

    private static Map<String, String> settings(String who, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(who, password));
    }

    private static Admin admin(String who) {
        return Admin.create(access(who).with(Map.of("default.api.timeout.ms", 8_000, "request.timeout.ms", 6_000)));
    }

    /**
     * Without idempotence, so that each write is the broker's answer for its topic: an idempotent producer first asks for
     * an id, is refused it where it may write nothing at all, and then refuses later topics itself.
     */
    private static KafkaProducer<byte[], byte[]> producer(String who) {
        return new KafkaProducer<>(
                access(who).with(Map.of("max.block.ms", 6_000, "linger.ms", 0, "enable.idempotence", false)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String who) {
        return new KafkaConsumer<>(
                access(who).with(Map.of("default.api.timeout.ms", 6_000, "fetch.max.wait.ms", 100)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
