package org.kith.platform.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.kith.platform.faults.FaultKind;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Goes on reading where the database says, not where the broker remembers: what the broker remembers expires, and can be
 * deleted.
 */
final class KeptPlaces implements KafkaBindingRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPlaces.class);

    private final InboxStore store;
    private final JdbcFeeds feeds;
    private final Map<String, Set<TopicPartition>> assigned = new ConcurrentHashMap<>();

    KeptPlaces(InboxStore store, JdbcFeeds feeds) {
        this.store = store;
        this.feeds = feeds;
    }

    @Override
    public void onPartitionsAssigned(
            String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions, boolean initial) {
        var feed = feeds.ofBinding(bindingName);
        if (feed == null || partitions.isEmpty()) {
            return;
        }
        assigned.computeIfAbsent(feed.consumer(), name -> ConcurrentHashMap.newKeySet())
                .addAll(partitions);
        var kept = new HashMap<TopicPlace, Long>();
        try {
            kept.putAll(store.offsets(feed.consumer()));
        } catch (RuntimeException e) {
            // what the broker remembers was committed after the database, so it is never ahead
            LOG.warn("{} goes on where the broker remembers: {}", feed.consumer(), FaultKind.of(e));
            return;
        }
        for (var partition : partitions) {
            var next = kept.get(new TopicPlace(partition.topic(), partition.partition()));
            if (next == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(
            String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var feed = feeds.ofBinding(bindingName);
        if (feed != null) {
            assigned.getOrDefault(feed.consumer(), Set.of()).removeAll(partitions);
        }
    }

    /** The partitions this instance reads for a consumer. */
    Set<TopicPartition> assignedTo(String consumer) {
        return Set.copyOf(assigned.getOrDefault(consumer, Set.of()));
    }
}
