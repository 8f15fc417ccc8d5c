package org.kith.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kith.platform.inbox.Envelope;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.InboxStore;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.inbox.Quarantined;
import org.kith.platform.outbox.UnsentFact;
import org.kith.simulation.Broker.Partition;

/** One member of a group as the binder runs it: reads its partitions, hands batches to the inbox, goes back when it failed. */
final class Consumer {

    private static final long IDLE = 700_000;
    private static final int MOST = 6;

    private final World world;
    private final Machine machine;
    private final Feed feed;
    private final String topic;
    private final InboxStore store;
    private final Design.Hearing hearing;
    private final Broker broker;
    private final Broker.Group group;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private Set<Integer> assigned = Set.of();

    Consumer(World world, Machine machine, Feed feed, String topic, InboxStore store, Design.Hearing hearing) {
        this.world = world;
        this.machine = machine;
        this.feed = feed;
        this.topic = topic;
        this.store = store;
        this.hearing = hearing;
        this.broker = world.broker();
        this.group = broker.group(feed.consumer(), topic);
    }

    boolean reads(String publisher, String onTopic, int partition) {
        return feed.publisher().equals(publisher) && topic.equals(onTopic) && assigned.contains(partition);
    }

    Feed feed() {
        return feed;
    }

    void run() {
        var me = world.scheduler().running();
        int generation = -1;
        long pause = 200_000;
        while (true) {
            me.sleep(1 + world.chance().below(1_500));
            if (broker.isDown()) {
                me.sleep(400_000);
                continue;
            }
            if (group.poll(me, generation)) {
                generation = group.generation();
                assigned = new HashSet<>(group.assigned(me));
                positions.clear();
                world.scheduler().note("assigned");
                takePlaces();
                continue;
            }
            var batch = poll();
            if (batch.nextOffsets().isEmpty()) {
                broker.awaitNews(me, IDLE);
                continue;
            }
            var before = new TreeMap<>(positions);
            batch.nextOffsets().forEach((place, next) -> positions.put(place.partition(), next));
            try {
                hearing.apply(feed, batch);
                group.commit(me, generation, positions);
                pause = 200_000;
            } catch (RuntimeException fault) {
                world.scheduler().note("a batch waits");
                if (world.design().readsFailedBatchesAgain()) {
                    positions.clear();
                    positions.putAll(before);
                }
                me.sleep(pause);
                pause = Math.min(pause * 2, 5_000_000);
            }
        }
    }

    /** Goes on where the database says; where it cannot be asked, where the broker remembers; else from the beginning. */
    private void takePlaces() {
        Map<TopicPlace, Long> kept = Map.of();
        boolean asked = false;
        try {
            kept = store.offsets(feed.consumer());
            asked = true;
        } catch (RuntimeException e) {
            world.scheduler().note("places as the broker remembers them");
        }
        for (int partition : assigned) {
            var next = asked ? kept.get(new TopicPlace(topic, partition)) : group.committed(partition);
            positions.put(partition, next == null ? 0 : next);
        }
    }

    private Inbox.Batch poll() {
        var facts = new ArrayList<HeardFact>();
        var strays = new ArrayList<Quarantined>();
        var next = new TreeMap<Integer, Long>();
        int room = 1 + world.chance().below(MOST);
        for (int number : assigned) {
            var log = broker.log(new Partition(topic, number));
            long place = positions.getOrDefault(number, 0L);
            if (place > log.size()) {
                // out of range: auto.offset.reset is earliest
                place = 0;
                positions.put(number, 0L);
            }
            while (room > 0 && place < log.size()) {
                read(log.get((int) place), number, place, facts, strays);
                place++;
                room--;
                next.put(number, place);
            }
        }
        var offsets = new LinkedHashMap<TopicPlace, Long>();
        next.forEach((number, place) -> offsets.put(new TopicPlace(topic, number), place));
        return new Inbox.Batch(facts, strays, offsets);
    }

    private void read(Broker.Message message, int number, long place, List<HeardFact> facts, List<Quarantined> strays) {
        var said = message.fact();
        if (said == null) {
            strays.add(new Quarantined(topic, number, place, null, null, message.stray(), "NO_ce_id"));
            return;
        }
        facts.add(heard(message.publisher(), said));
    }

    static HeardFact heard(String publisher, UnsentFact said) {
        return new HeardFact(
                new Envelope(
                        said.eventId(),
                        said.type(),
                        publisher,
                        said.council(),
                        said.key(),
                        said.sequence(),
                        said.recordedAt(),
                        said.correlationId(),
                        said.causationId(),
                        said.actedBy()),
                said.topic(),
                null,
                said.payload().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return machine + "/" + feed.consumer();
    }
}
