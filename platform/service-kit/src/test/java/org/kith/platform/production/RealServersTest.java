package org.kith.platform.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rules on a real PostgreSQL and on a real broker that asks who comes: what one machine can have right, and each thing wrong. */
class RealServersTest {

    private static final List<String> COUNCILS = List.of("E10000017");
    private static final TopicRights RIGHTS = TopicRights.of(COUNCILS);

    /** What one broker without encryption cannot have right, whatever else is. */
    private static final List<String> ONE_BROKER = oneBroker();

    @TempDir
    private static Path home;

    private static final Map<String, String> PASSWORDS = new LinkedHashMap<>();

    private static KafkaServer kafka;
    private static PostgresServer postgres;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Hearing {

        @Bean
        Feed referrals(Feeds feeds) {
            return feeds.hear("referral", "production.referrals").on(ReferralReceivedV1.class, fact -> {});
        }
    }

    @BeforeAll
    static void servers() throws Exception {
        PASSWORDS.put("admin", "password-of-admin");
        RIGHTS.principals().forEach(name -> PASSWORDS.put(name, "password-of-" + name));
        kafka = KafkaServer.guarded(home.resolve("kafka"), PASSWORDS);
        new BrokerSetup(access("admin"), COUNCILS, 32, 1).run();
        postgres = PostgresServer.keeping(home.resolve("postgres"), KafkaServer.freePort());
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
        postgres.close();
    }

    @Test
    void a_service_told_to_work_with_real_data_refuses_to_start_here_and_says_all_that_is_wrong() throws Exception {
        var database = postgres.database("refuses");
        var arguments = new ArrayList<String>();
        Map.of(
                        "spring.config.import", "classpath:kith-service.yml",
                        "kith.service", "allocation",
                        "kith.production", "true",
                        "kith.database.name", database.name(),
                        "kith.database.url", database.url(),
                        "kith.kafka", kafka.bootstrap(),
                        "server.port", "0",
                        "spring.cloud.function.definition", "referrals",
                        "spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals",
                        "spring.cloud.stream.bindings.referrals-in-0.group", "allocation")
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        // this JVM can have faults ordered, which is refused before anything is judged
        arguments.add("--spring.autoconfigure.exclude=org.kith.platform.faults.FaultsAutoConfiguration");
        arguments.add("--kith.referral.vault-key=bm90LWZvci1yZWFsLWRhdGEtbm90LWZvci1yZWFsISE=");
        arguments.add("--spring.cloud.stream.kafka.bindings.referrals-in-0.consumer.enable-dlq=true");
        settings("allocation")
                .forEach((name, value) -> arguments.add("--spring.kafka.properties." + name + "=" + value));

        var refusal = catchThrowable(() -> new SpringApplicationBuilder(Hearing.class)
                .run(arguments.toArray(String[]::new))
                .close());

        var expected = new ArrayList<>(ONE_BROKER);
        expected.addAll(List.of(
                "kith.database.password",
                "kith.audit.checkpoints.folder",
                "kith.audit.checkpoints.key",
                "kith.referral.vault-key",
                "Binding referrals-in-0",
                "PostgreSQL: synchronous_standby_names"));
        assertThat(NestedExceptionUtils.getMostSpecificCause(refusal))
                .isInstanceOfSatisfying(
                        NotForProduction.class,
                        no -> assertThat(no.findings())
                                .extracting(Finding::what)
                                .containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void each_wrong_setting_of_a_real_database_is_found() throws Exception {
        var database = postgres.database("judged");
        superuser("judged", "create table outbox_queue (id bigint generated always as identity (cache 1) primary key)");
        superuser("judged", "alter role judged_app set synchronous_commit = on");
        superuser("judged", "grant select on outbox_queue to judged_app");
        superuser("judged", "alter system set synchronous_standby_names = 'ANY 1 (standby)'");
        superuser("judged", "select pg_reload_conf()");
        try {
            awaitWrong(database.url(), List.of());

            wrongAfter(database.url(), "synchronous_commit", "alter role judged_app set synchronous_commit = off");
            superuser("judged", "alter role judged_app set synchronous_commit = on");
            wrongAfter(
                    database.url(),
                    "idle_in_transaction_session_timeout",
                    "alter role judged_app set idle_in_transaction_session_timeout = '2min'");
            superuser("judged", "alter role judged_app set idle_in_transaction_session_timeout = '30s'");
            wrongAfter(
                    database.url(),
                    "cache of the sequence of outbox_queue",
                    "alter sequence outbox_queue_id_seq cache 50");
            superuser("judged", "alter sequence outbox_queue_id_seq cache 1");
            wrongAfter(
                    database.url(),
                    "full_page_writes",
                    "alter system set full_page_writes = off",
                    "select pg_reload_conf()");
        } finally {
            superuser("judged", "alter system reset all");
            superuser("judged", "select pg_reload_conf()");
        }
    }

    @Test
    void a_database_without_fsync_is_found() throws Exception {
        try (var fast = PostgresServer.forTests()) {
            var database = fast.database("fast");
            try (var connection = DriverManager.getConnection(database.url(), database.owner(), database.password());
                    var sql = connection.createStatement()) {
                sql.execute("create table outbox_queue (id bigint generated always as identity (cache 1) primary key)");
            }

            var wrong = ProductionRules.database(read(database.url(), "fast_app"));

            assertThat(wrong).extracting(Finding::what).contains("PostgreSQL: fsync");
        }
    }

    @Test
    void one_real_broker_that_asks_who_comes_lacks_only_what_one_broker_cannot_have() {
        assertThat(wrongOnBroker("allocation")).containsExactlyInAnyOrderElementsOf(ONE_BROKER);
    }

    @Test
    void a_right_to_speak_for_another_service_and_a_careless_topic_are_found_on_the_real_broker() throws Exception {
        var right = new TopicRights.Right(
                        "specialist", AclOperation.WRITE, ResourceType.TOPIC, PatternType.LITERAL, "kith.referrals")
                .binding();
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "kith.specialists");
        try (var admin = Admin.create(access("admin").with(Map.of()))) {
            admin.createAcls(Set.of(right)).all().get();
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(
                                    set("retention.ms", "86400000"),
                                    set("retention.bytes", "1000000"),
                                    set("unclean.leader.election.enable", "true"))))
                    .all()
                    .get();
            try {
                assertThat(wrongOnBroker("specialist"))
                        .contains(
                                "Kafka: rights of specialist on kith.referrals",
                                "Kafka: retention.ms of kith.specialists",
                                "Kafka: retention.bytes of kith.specialists",
                                "Kafka: unclean.leader.election.enable of kith.specialists");
            } finally {
                admin.deleteAcls(Set.of(right.toFilter())).all().get();
                admin.incrementalAlterConfigs(Map.of(
                                topic,
                                List.of(
                                        unset("retention.ms"),
                                        unset("retention.bytes"),
                                        unset("unclean.leader.election.enable"))))
                        .all()
                        .get();
            }
        }
    }

    @Test
    void an_administrator_and_a_broker_that_asks_nobody_are_found() throws Exception {
        assertThat(wrongOnBroker("admin")).contains("Kafka: right of admin to make topics");

        try (var open = KafkaServer.forTests();
                var admin = Admin.create(Map.of("bootstrap.servers", open.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kith.referrals", Optional.of(4), Optional.empty())))
                    .all()
                    .get();
            var wrong = ProductionRules.broker(
                    BrokerSettings.read(new BrokerAccess(open.bootstrap(), Map.of()), "test"), "referral", RIGHTS);
            assertThat(wrong)
                    .extracting(Finding::what)
                    .contains(
                            "Kafka: allow.everyone.if.no.acl.found",
                            "Kafka: security.protocol",
                            "Kafka: partitions of kith.referrals",
                            "Kafka: topic kith.families");
        }
    }

    private static List<String> oneBroker() {
        var cannot = new ArrayList<>(List.of("Kafka: security.protocol", "Kafka: number of brokers"));
        RIGHTS.topicsOf("allocation")
                .forEach(topic -> cannot.addAll(
                        List.of("Kafka: replicas of " + topic, "Kafka: min.insync.replicas of " + topic)));
        return cannot;
    }

    private static List<String> wrongOnBroker(String who) {
        return ProductionRules.broker(BrokerSettings.read(access(who), "test"), who, RIGHTS).stream()
                .map(Finding::what)
                .toList();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static AlterConfigOp unset(String name) {
        return new AlterConfigOp(new ConfigEntry(name, null), AlterConfigOp.OpType.DELETE);
    }

    private static void wrongAfter(String url, String named, String... statements) throws Exception {
        for (var statement : statements) {
            superuser("judged", statement);
        }
        awaitWrong(url, List.of("PostgreSQL: " + named));
    }

    private static void awaitWrong(String url, List<String> named) {
        await().untilAsserted(() -> assertThat(ProductionRules.database(read(url, "judged_app")))
                .extracting(Finding::what)
                .isEqualTo(named));
    }

    private static DatabaseSettings read(String url, String role) {
        return DatabaseSettings.read(new JdbcTemplate(new DriverManagerDataSource(url, role, "kith")));
    }

    private static void superuser(String database, String statement) throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var sql = connection.createStatement()) {
            // nothing confirms while a standby is named that is not there
            sql.execute("set synchronous_commit = local");
            sql.execute(statement);
        }
    }

    private static BrokerAccess access(String who) {
        return new BrokerAccess(kafka.bootstrap(), settings(who));
    }

    private static Map<String, String> settings(String who) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(who, PASSWORDS.get(who)));
    }
}
