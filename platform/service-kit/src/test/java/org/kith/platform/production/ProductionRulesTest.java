package org.kith.platform.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.production.BrokerSettings.Topic;

class ProductionRulesTest {

    private static final TopicRights RIGHTS = TopicRights.of(List.of("E10000017"));

    private static final Map<String, String> RIGHT_DATABASE = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "data_checksums", "on",
            "max_prepared_transactions", "0",
            "idle_in_transaction_session_timeout", "60000",
            "synchronous_standby_names", "ANY 1 (standby)",
            "data_sync_retry", "off");

    private static final Map<String, String> RIGHT_TOPIC = Map.of(
            "min.insync.replicas", "2",
            "unclean.leader.election.enable", "false",
            "retention.ms", "1209600000",
            "retention.bytes", "-1");

    @Test
    void a_right_installation_has_nothing_to_put_right() {
        assertThat(ProductionRules.database(new DatabaseSettings(RIGHT_DATABASE, 1)))
                .isEmpty();
        assertThat(ProductionRules.broker(rightBroker(), "allocation", RIGHTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, off",
        "full_page_writes, off",
        "synchronous_commit, off",
        "synchronous_commit, local",
        "synchronous_commit, remote_write",
        "data_checksums, off",
        "max_prepared_transactions, 5",
        "idle_in_transaction_session_timeout, 0",
        "idle_in_transaction_session_timeout, 60001",
        "synchronous_standby_names, ''",
        "data_sync_retry, on"
    })
    void each_setting_of_the_database_that_is_wrong_is_named_alone(String name, String value) {
        var settings = new HashMap<>(RIGHT_DATABASE);
        settings.put(name, value);

        var wrong = ProductionRules.database(new DatabaseSettings(settings, 1));

        assertThat(wrong).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo("PostgreSQL: " + name);
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void what_the_database_does_not_tell_counts_as_wrong_and_so_does_a_cached_sequence() {
        assertThat(ProductionRules.database(new DatabaseSettings(Map.of(), 50)))
                .hasSize(DatabaseSettings.ASKED.size() + 1);
        assertThat(ProductionRules.database(new DatabaseSettings(RIGHT_DATABASE, 50)))
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("PostgreSQL: cache of the sequence of outbox_queue");
    }

    @ParameterizedTest
    @MethodSource("wrongBrokers")
    void each_thing_of_the_broker_that_is_wrong_is_named_alone(String named, UnaryOperator<BrokerSettings> damage) {
        var wrong = ProductionRules.broker(damage.apply(rightBroker()), "allocation", RIGHTS);

        assertThat(wrong).singleElement().extracting(Finding::what).isEqualTo("Kafka: " + named);
    }

    static Stream<Arguments> wrongBrokers() {
        return Stream.of(
                broker("security.protocol", right -> with(right, "SASL_PLAINTEXT", 3, Map.of(), 2, true, false)),
                broker("number of brokers", right -> with(right, "SSL", 2, Map.of(), 2, true, false)),
                broker(
                        "auto.create.topics.enable",
                        right -> with(
                                right, "SASL_SSL", 3, Map.of("auto.create.topics.enable", "true"), 2, true, false)),
                broker("transaction.version", right -> with(right, "SASL_SSL", 3, Map.of(), 1, true, false)),
                broker(
                        "allow.everyone.if.no.acl.found",
                        right -> with(right, "SASL_SSL", 3, Map.of(), 2, false, false)),
                broker(
                        "right of allocation to make topics",
                        right -> with(right, "SASL_SSL", 3, Map.of(), 2, true, true)),
                topic("partitions", topic -> new Topic(topic.name(), 4, 3, topic.settings(), topic.may())),
                topic("replicas", topic -> new Topic(topic.name(), 32, 2, topic.settings(), topic.may())),
                topic("min.insync.replicas", topic -> set(topic, "min.insync.replicas", "1")),
                topic("unclean.leader.election.enable", topic -> set(topic, "unclean.leader.election.enable", "true")),
                topic("retention.ms", topic -> set(topic, "retention.ms", "1209599999")),
                topic("retention.bytes", topic -> set(topic, "retention.bytes", "1073741824")),
                broker("topic kith.referrals", right -> replace(right, topic -> null)),
                broker(
                        "rights of allocation on kith.referrals",
                        right -> replace(right, topic -> {
                            var may = new HashSet<>(topic.may());
                            may.add(AclOperation.WRITE);
                            return new Topic(topic.name(), 32, 3, topic.settings(), may);
                        })));
    }

    private interface Damage {
        @org.jspecify.annotations.Nullable Topic of(Topic topic);
    }

    private static Arguments broker(String named, UnaryOperator<BrokerSettings> damage) {
        return arguments(named, damage);
    }

    private static Arguments topic(String named, Damage damage) {
        UnaryOperator<BrokerSettings> whole = right -> replace(right, damage);
        return arguments(named + " of kith.referrals", whole);
    }

    private static Topic set(Topic topic, String name, String value) {
        var settings = new HashMap<>(topic.settings());
        settings.put(name, value);
        return new Topic(topic.name(), topic.partitions(), topic.replicas(), settings, topic.may());
    }

    private static BrokerSettings replace(BrokerSettings right, Damage damage) {
        var topics = new ArrayList<Topic>();
        for (var topic : right.topics()) {
            var next = topic.name().equals("kith.referrals") ? damage.of(topic) : topic;
            if (next != null) {
                topics.add(next);
            }
        }
        return new BrokerSettings("SASL_SSL", 3, right.settings(), 2, true, false, topics);
    }

    private static BrokerSettings with(
            BrokerSettings right,
            String protocol,
            int brokers,
            Map<String, String> settings,
            int transactions,
            boolean hides,
            boolean lets) {
        var all = new HashMap<>(right.settings());
        all.putAll(settings);
        return new BrokerSettings(protocol, brokers, all, transactions, hides, lets, right.topics());
    }

    private static BrokerSettings rightBroker() {
        var topics = RIGHTS.topicsOf("allocation").stream()
                .map(name -> new Topic(
                        name,
                        name.equals("kith.positions") ? 1 : 32,
                        3,
                        RIGHT_TOPIC,
                        Set.copyOf(RIGHTS.on("allocation", name))))
                .toList();
        return new BrokerSettings("SASL_SSL", 3, Map.of("auto.create.topics.enable", "false"), 2, true, false, topics);
    }
}
