package org.kith.platform.production;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.BrokerAnswers;

/**
 * What the broker says of itself to this service, and what it lets it do.
 *
 * @param protocol how this service comes to it
 * @param brokers how many there are
 * @param settings of one broker, by name; what it does not tell is missing
 * @param transactionVersion the agreed version of the transaction protocol
 * @param hidesTopics whether a topic that nobody has a right to is denied, not just unknown
 * @param letsMakeTopics whether this service could make a topic
 * @param topics the topics of Kith that this service can see
 */
record BrokerSettings(
        String protocol,
        int brokers,
        Map<String, String> settings,
        int transactionVersion,
        boolean hidesTopics,
        boolean letsMakeTopics,
        List<Topic> topics) {

    /**
     * One topic.
     *
     * @param replicas of the partition that has fewest
     * @param settings its settings by name; what the broker does not tell is missing
     * @param may what this service may do with it
     */
    record Topic(String name, int partitions, int replicas, Map<String, String> settings, Set<AclOperation> may) {}

    private static final long LIMIT_MS = 10_000;

    /** Nobody is given a right to this name. */
    private static final String NOBODYS = "kith.nobody-has-a-right-to-this";

    BrokerSettings {
        settings = Map.copyOf(settings);
        topics = List.copyOf(topics);
    }

    /**
     * Asks the broker.
     *
     * @throws KafkaException if it does not answer
     */
    static BrokerSettings read(BrokerAccess access, String client) {
        try (var admin = Admin.create(access.with(
                Map.of("client.id", client, "request.timeout.ms", 8_000, "default.api.timeout.ms", (int) LIMIT_MS)))) {
            var nodes = await(admin.describeCluster().nodes());
            var features = await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
            var transactions = features.get("transaction.version");
            return new BrokerSettings(
                    access.protocol(),
                    nodes.size(),
                    brokerSettings(admin, nodes.iterator().next().idString()),
                    transactions == null ? 0 : transactions.maxVersionLevel(),
                    hidesTopics(admin),
                    letsMakeTopics(admin),
                    topics(admin));
        }
    }

    private static Map<String, String> brokerSettings(Admin admin, String broker) {
        var asked = new ConfigResource(ConfigResource.Type.BROKER, broker);
        try {
            return told(await(Objects.requireNonNull(
                    admin.describeConfigs(Set.of(asked)).values().get(asked))));
        } catch (AuthorizationException e) {
            return Map.of();
        }
    }

    private static Map<String, String> told(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }

    private static boolean hidesTopics(Admin admin) {
        try {
            await(admin.describeTopics(Set.of(NOBODYS)).allTopicNames());
            return false;
        } catch (TopicAuthorizationException e) {
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    private static boolean letsMakeTopics(Admin admin) {
        var topic = new NewTopic(NOBODYS, Optional.of(1), Optional.empty());
        try {
            await(admin.createTopics(Set.of(topic), new CreateTopicsOptions().validateOnly(true))
                    .all());
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static List<Topic> topics(Admin admin) {
        var names = new TreeSet<>(await(admin.listTopics().names()));
        names.removeIf(name -> !name.startsWith("kith."));
        var described = await(admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames());
        var settings = topicSettings(admin, names);
        return described.values().stream()
                .map(topic -> topic(topic, settings.getOrDefault(topic.name(), Map.of())))
                .toList();
    }

    private static Topic topic(TopicDescription topic, Map<String, String> settings) {
        var may = Optional.ofNullable(topic.authorizedOperations()).orElse(Set.of());
        int replicas = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new Topic(topic.name(), topic.partitions().size(), replicas, settings, Set.copyOf(may));
    }

    private static Map<String, Map<String, String>> topicSettings(Admin admin, Collection<String> names) {
        var asked = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var settings = new HashMap<String, Map<String, String>>();
        admin.describeConfigs(asked).values().forEach((topic, answer) -> {
            try {
                settings.put(topic.name(), told(await(answer)));
            } catch (AuthorizationException e) {
                settings.put(topic.name(), Map.of());
            }
        });
        return settings;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return BrokerAnswers.await(answer, LIMIT_MS);
    }
}
