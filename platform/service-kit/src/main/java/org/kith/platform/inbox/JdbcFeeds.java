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

    private static final int ENOUGH = 50;

    /** Three quarters of a hearer's time at most go by while facts gather. */
    private static final int TIMES = 3;

    private final Map<String, Feed> byConsumer = new ConcurrentHashMap<>();
    private final Inbox inbox;
    private final BeanFactory beans;
    private final Gathering gathering;

    /**
     * The feeds of a service.
     *
     * @param longestRest no fact waits longer than this for others to be heard with
     */
    JdbcFeeds(Inbox inbox, BeanFactory beans, Duration longestRest) {
        this.inbox = inbox;
        this.beans = beans;
        this.gathering = new Gathering(ENOUGH, TIMES, longestRest);
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
        rest(gathering.after(records.size(), Duration.ofNanos(System.nanoTime() - begun)));
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
