package org.kith.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Gathering;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.messaging.Message;

/** The feeds of this service, each wired to the inbox. */
final class JdbcFeeds implements Feeds {

    /** Three quarters of a hearer's time at most go by while facts gather, and no fact waits longer than this for others. */
    private static final Gathering GATHERING = new Gathering(50, 3, Duration.ofMillis(100));

    private final Map<String, Feed> byConsumer = new ConcurrentHashMap<>();
    private final Inbox inbox;
    private final BeanFactory beans;

    JdbcFeeds(Inbox inbox, BeanFactory beans) {
        this.inbox = inbox;
        this.beans = beans;
    }

    @Override
    public Feed hear(String publisher, String consumer) {
        var feed = new Feed(publisher, consumer, this::take);
        if (byConsumer.putIfAbsent(consumer, feed) != null) {
            throw new IllegalArgumentException("Two feeds are called " + consumer);
        }
        return feed;
    }

    private void take(Feed feed, Message<List<byte[]>> message) {
        var records = RecordBatch.of(message);
        long begun = System.nanoTime();
        inbox.apply(feed, read(feed, records));
        rest(GATHERING.after(records.size(), Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static void rest(Duration rest) {
        try {
            Thread.sleep(rest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static Inbox.Batch read(Feed feed, List<ConsumerRecord<byte[], byte[]>> records) {
        var facts = new ArrayList<HeardFact>();
        var strays = new ArrayList<Quarantined>();
        var nextOffsets = new HashMap<TopicPlace, Long>();
        for (var message : records) {
            try {
                facts.add(EnvelopeReader.read(message, feed.publisher()));
            } catch (EnvelopeReader.NoStream reason) {
                strays.add(EnvelopeReader.quarantined(message, reason));
            }
            nextOffsets.merge(new TopicPlace(message.topic(), message.partition()), message.offset() + 1, Math::max);
        }
        return new Inbox.Batch(facts, strays, nextOffsets);
    }

    /** The feed that a binding such as {@code referrals-in-0} calls. */
    @Nullable Feed ofBinding(String bindingName) {
        int end = bindingName.lastIndexOf("-in-");
        var name = end < 0 ? bindingName : bindingName.substring(0, end);
        return beans.containsBean(name) && beans.getBean(name) instanceof Feed feed ? feed : null;
    }

    @Nullable Feed named(String consumer) {
        return byConsumer.get(consumer);
    }

    Collection<Feed> all() {
        return byConsumer.values();
    }
}
