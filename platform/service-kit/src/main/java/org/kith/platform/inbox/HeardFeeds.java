package org.kith.platform.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What the reconciler needs to know of the feeds of this service. */
public final class HeardFeeds {

    private final JdbcFeeds feeds;
    private final KeptPlaces places;
    private final InboxStore store;
    private final Inbox inbox;

    HeardFeeds(JdbcFeeds feeds, KeptPlaces places, InboxStore store, Inbox inbox) {
        this.feeds = feeds;
        this.places = places;
        this.store = store;
        this.inbox = inbox;
    }

    /** Names of all consumers of this service. */
    public Collection<String> consumers() {
        return feeds.all().stream().map(Feed::consumer).toList();
    }

    /** Names of the consumers for which this instance reads a partition of this publisher. */
    public List<String> reading(String publisher, TopicPartition partition) {
        return feeds.all().stream()
                .filter(feed -> feed.publisher().equals(publisher))
                .map(Feed::consumer)
                .filter(consumer -> places.assignedTo(consumer).contains(partition))
                .toList();
    }

    /** The partitions this instance reads for a consumer. */
    public Collection<TopicPartition> assigned(String consumer) {
        return places.assignedTo(consumer);
    }

    /** Where a consumer goes on reading. */
    public Map<TopicPartition, Long> places(String consumer) {
        return store.offsets(consumer).entrySet().stream()
                .collect(Collectors.toMap(
                        place -> new TopicPartition(
                                place.getKey().topic(), place.getKey().partition()),
                        Map.Entry::getValue));
    }

    /** Goes on with streams whose wait is over: the join they waited for came to its end, or the gap was filled. */
    public void goOnWhereReady(String consumer) {
        var feed = feeds.named(consumer);
        if (feed != null) {
            store.ready(consumer).forEach((stream, topic) -> inbox.goOn(feed, stream, topic));
        }
    }
}
