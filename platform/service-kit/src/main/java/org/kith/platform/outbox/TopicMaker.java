package org.kith.platform.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.kith.platform.broker.BrokerAccess;
import org.kith.platform.broker.BrokerAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics with a fixed number of partitions, before anything reads them; a topic made by accident would have one. A
 * broker that is down does not stop the service: whoever needs a topic asks again.
 */
public final class TopicMaker {

    private static final Logger LOG = LoggerFactory.getLogger(TopicMaker.class);
    private static final int LIMIT_MS = 5_000;

    private final Map<String, Object> settings;
    private final int partitions;
    private final short replicas;
    private final List<String> councils;
    private final boolean mayMake;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /**
     * Makes topics of this shape.
     *
     * @param client name of the client at the broker
     * @param mayMake whether the broker lets this client make topics; where an operator makes them it is only looked for them
     */
    public TopicMaker(
            BrokerAccess broker, String client, int partitions, int replicas, List<String> councils, boolean mayMake) {
        this.settings = broker.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                client,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LIMIT_MS - 1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LIMIT_MS));
        this.partitions = partitions;
        this.replicas = (short) replicas;
        this.councils = List.copyOf(councils);
        this.mayMake = mayMake;
    }

    /**
     * Makes what is missing of all topics of facts.
     *
     * @throws KafkaException if the broker does not answer
     */
    public void makeAll() {
        try (var admin = Admin.create(settings)) {
            var there = await(admin.listTopics().names());
            if (!mayMake) {
                // the binder says itself what it misses of the topics it reads
                return;
            }
            Stream.concat(TopicNames.forCouncils(councils).stream(), Stream.of(TopicNames.POSITIONS))
                    .filter(topic -> !there.contains(topic))
                    .forEach(topic -> make(admin, topic));
        }
    }

    /** Looks again at every topic when it is next needed: somebody may have deleted it. */
    void forget() {
        known.clear();
    }

    /** Makes what is missing, if any topic of facts is not among these. */
    public void makeWhatIsMissing(Set<String> there) {
        if (mayMake && !there.containsAll(TopicNames.forCouncils(councils))) {
            LOG.warn("A topic is missing and is made again; what was on it comes from the journals");
            makeAll();
        }
    }

    /**
     * How many partitions a topic has; makes it if it is missing.
     *
     * @throws KafkaException if the broker does not answer
     */
    public int partitionsOf(String topic) {
        var count = known.get(topic);
        if (count == null) {
            try (var admin = Admin.create(settings)) {
                count = Optional.ofNullable(described(admin, topic)).orElseGet(() -> {
                    if (!mayMake) {
                        throw new KafkaException("The topic " + topic + " is missing; an operator makes it");
                    }
                    make(admin, topic);
                    return newTopic(topic).numPartitions();
                });
            }
            known.put(topic, count);
        }
        return count;
    }

    private static @Nullable Integer described(Admin admin, String topic) {
        try {
            var description =
                    await(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
            return description == null ? null : description.partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            return null;
        }
    }

    private void make(Admin admin, String topic) {
        try {
            await(admin.createTopics(Set.of(newTopic(topic))).all());
        } catch (TopicExistsException e) {
            LOG.debug("Another service made {} first", topic);
        }
    }

    private NewTopic newTopic(String topic) {
        return topic.equals(TopicNames.POSITIONS)
                ? new NewTopic(topic, 1, replicas)
                        .configs(Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1"))
                : new NewTopic(topic, partitions, replicas);
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return BrokerAnswers.await(answer, LIMIT_MS);
    }
}
