package org.kith.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kith.platform.outbox.RelayBroker;
import org.kith.platform.outbox.UnsentFact;

/**
 * A made-up Kafka: partitions that keep order, batches that fail late although they arrived or arrive after they failed, groups
 * that are spread anew, logs that lose their end, places that are forgotten.
 */
final class Broker {

    static final int PARTITIONS = 3;

    private static final long DELIVERY_TIMEOUT = 7_000_000;

    /** A place of a topic that a group reads. */
    record Partition(String topic, int number) implements Comparable<Partition> {

        @Override
        public int compareTo(Partition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }

        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    /** What lies at one place of a log; without a fact it is something that belongs to no stream. */
    record Message(String publisher, @Nullable UnsentFact fact, String stray) {}

    /** Answers when the broker has a fact for good; waiting for it lets others go on. */
    private final class Receipt extends CompletableFuture<Void> {

        private final Set<Strand> waiters = new LinkedHashSet<>();

        @Override
        public Void get(long time, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            var strand = scheduler.running();
            strand.mustLive();
            if (!isDone()) {
                waiters.add(strand);
                strand.block(unit.toMicros(time));
                waiters.remove(strand);
            }
            if (!isDone()) {
                throw new TimeoutException();
            }
            return super.get(0, TimeUnit.SECONDS);
        }

        private void arrived() {
            if (complete(null)) {
                waiters.forEach(waiter -> waiter.wake(0));
            }
        }

        private void failed() {
            if (completeExceptionally(new IllegalStateException("Not delivered in time"))) {
                waiters.forEach(waiter -> waiter.wake(0));
            }
        }
    }

    /** The consumers that share the partitions of a topic. */
    final class Group {

        private final String topic;
        private final Map<Strand, Long> lastSeen = new LinkedHashMap<>();
        private final Map<Integer, Long> committed = new TreeMap<>();
        private Map<Strand, Set<Integer>> assignment = new LinkedHashMap<>();
        private int generation;

        private Group(String topic) {
            this.topic = topic;
        }

        /** The member is there; true if its partitions may have changed since that generation. */
        boolean poll(Strand member, int known) {
            if (lastSeen.put(member, scheduler.now()) == null) {
                spread();
            }
            return generation != known;
        }

        int generation() {
            return generation;
        }

        Set<Integer> assigned(Strand member) {
            return assignment.getOrDefault(member, Set.of());
        }

        /** Only members of the current generation may say where they are. */
        void commit(Strand member, int known, Map<Integer, Long> places) {
            if (known == generation && lastSeen.containsKey(member)) {
                committed.putAll(places);
            }
        }

        @Nullable Long committed(int partition) {
            return committed.get(partition);
        }

        /** Spreads the partitions anew over the members; who is in the middle of something learns of it later. */
        void spread() {
            generation++;
            scheduler.note("rebalance");
            assignment = new LinkedHashMap<>();
            var members = List.copyOf(lastSeen.keySet());
            for (int partition = 0; partition < PARTITIONS && !members.isEmpty(); partition++) {
                assignment
                        .computeIfAbsent(members.get((partition + generation) % members.size()), m -> new TreeSet<>())
                        .add(partition);
            }
            members.forEach(member -> wakeReader(member));
        }

        private void dropSilent(long silence) {
            if (lastSeen.entrySet()
                    .removeIf(member -> member.getKey().finished()
                            || member.getKey().doomed()
                            || member.getValue() < scheduler.now() - silence)) {
                spread();
            }
        }

        void forgetPlaces() {
            committed.clear();
        }
    }

    private final Scheduler scheduler;
    private final Chance chance;
    private final Faults faults;
    private final Promises promises;
    private final Map<Partition, List<Message>> logs = new TreeMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<Strand> idleReaders = new LinkedHashSet<>();
    private final Map<Partition, Long> spoiledUntil = new HashMap<>();
    private final long travel;
    private long downUntil;

    Broker(Scheduler scheduler, Chance chance, Faults faults, Promises promises) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.faults = faults;
        this.promises = promises;
        this.travel = chance.of(List.of(2_000L, 2_000L, 40_000L, 300_000L));
    }

    boolean isDown() {
        return scheduler.now() < downUntil;
    }

    /** Does not answer for a while; what it had stays. */
    void goAway(long micros) {
        scheduler.note("broker away");
        downUntil = scheduler.now() + micros;
    }

    Group group(String consumer, String topic) {
        return groups.computeIfAbsent(consumer, first -> new Group(topic));
    }

    /** Leaves out members that were not heard of for so long, every now and then. */
    void watchGroups(long every, long silence) {
        groups.values().forEach(group -> group.dropSilent(silence));
        scheduler.in(every, () -> watchGroups(every, silence));
    }

    Map<String, Group> groups() {
        return groups;
    }

    List<Message> log(Partition partition) {
        return logs.computeIfAbsent(partition, first -> new ArrayList<>());
    }

    Map<Partition, List<Message>> logs() {
        return logs;
    }

    long end(Partition partition) {
        return log(partition).size();
    }

    /** Waits for something new, or for a while. */
    void awaitNews(Strand reader, long micros) {
        idleReaders.add(reader);
        reader.block(micros);
        idleReaders.remove(reader);
    }

    private void wakeReader(Strand reader) {
        if (idleReaders.remove(reader)) {
            reader.wake(travel / 2);
        }
    }

    void append(Partition partition, Message message) {
        log(partition).add(kept(partition, message));
        if (message.fact() != null) {
            promises.appended(message.fact());
        }
        for (var group : groups.values()) {
            if (group.topic.equals(partition.topic())) {
                group.assignment.keySet().forEach(this::wakeReader);
            }
        }
    }

    /** Loses the end of a log, as after an unclean election. */
    void truncate(Partition partition, int messages) {
        var log = log(partition);
        scheduler.note("truncate " + partition);
        log.subList(Math.max(0, log.size() - messages), log.size()).clear();
    }

    /** Some of what arrives in this while is kept with other bytes than it had. */
    void spoil(Partition partition, long micros) {
        scheduler.note("spoil " + partition);
        spoiledUntil.put(partition, scheduler.now() + micros);
    }

    private Message kept(Partition partition, Message message) {
        var fact = message.fact();
        if (fact == null || scheduler.now() >= spoiledUntil.getOrDefault(partition, 0L) || chance.in(0.5)) {
            return message;
        }
        return new Message(message.publisher(), spoiled(fact), message.stray());
    }

    private static UnsentFact spoiled(UnsentFact fact) {
        return new UnsentFact(
                fact.queueId(),
                fact.part(),
                fact.eventId(),
                fact.council(),
                fact.key(),
                fact.sequence(),
                fact.type(),
                fact.topic(),
                fact.payload().substring(0, fact.payload().length() / 2),
                fact.correlationId(),
                fact.causationId(),
                fact.actedBy(),
                fact.traceparent(),
                fact.recordedAt(),
                fact.queuedAt());
    }

    /** A producer of one publisher. */
    RelayBroker producer(String publisher) {
        return new Producer(publisher);
    }

    private final class Producer implements RelayBroker {

        private final String publisher;
        private final Map<Partition, Long> lastAppend = new TreeMap<>();

        private Producer(String publisher) {
            this.publisher = publisher;
        }

        @Override
        public List<CompletableFuture<Void>> send(List<UnsentFact> facts) {
            // the client may have to ask for the partitions, or wait for room
            scheduler.running().sleep(1 + chance.below(300) + (chance.in(faults.slow()) ? chance.below(4_000_000) : 0));
            scheduler.note("send");
            promises.handedToBroker(facts);
            var receipts = new ArrayList<CompletableFuture<Void>>();
            var open = new TreeMap<Partition, Batch>();
            for (var fact : facts) {
                var partition = new Partition(fact.topic(), fact.part() % PARTITIONS);
                var batch = open.get(partition);
                if (batch == null || chance.in(0.3)) {
                    batch = new Batch(this, partition);
                    open.put(partition, batch);
                    var complete = batch;
                    scheduler.in(0, complete::go);
                }
                receipts.add(batch.add(fact));
            }
            scheduler.running().sleep(1 + chance.below(300));
            return receipts;
        }

        @Override
        public void startAfresh() {
            scheduler.running().sleep(1 + chance.below(200_000));
            lastAppend.clear();
        }
    }

    /** Facts that travel together to one partition. */
    private final class Batch {

        private final Producer producer;
        private final Partition partition;
        private final List<UnsentFact> facts = new ArrayList<>();
        private final List<Receipt> receipts = new ArrayList<>();

        private Batch(Producer producer, Partition partition) {
            this.producer = producer;
            this.partition = partition;
        }

        private Receipt add(UnsentFact fact) {
            var receipt = new Receipt();
            facts.add(fact);
            receipts.add(receipt);
            return receipt;
        }

        private void go() {
            long deadline = scheduler.now() + DELIVERY_TIMEOUT / 8 + chance.below((int) DELIVERY_TIMEOUT);
            if (chance.in(faults.batchFails())) {
                scheduler.note("a batch fails");
                switch (chance.below(4)) {
                    case 0, 1 -> {}
                    // it arrives and its receipt does not
                    case 2 -> scheduler.at(arrival(), () -> appendAll(1));
                    // it arrives after everybody gave it up
                    default -> scheduler.at(deadline + chance.below(3_000_000), () -> appendAll(1));
                }
                scheduler.at(deadline, this::fail);
            } else {
                scheduler.at(arrival(), () -> arrive(deadline));
            }
        }

        private void arrive(long deadline) {
            if (!isDown()) {
                appendAll(chance.in(faults.batchFails() / 4) ? 2 : 1);
                scheduler.in(travel / 2 + chance.below((int) travel), () -> receipts.forEach(Receipt::arrived));
            } else if (scheduler.now() < deadline) {
                scheduler.in(100_000, () -> arrive(deadline));
            } else {
                fail();
            }
        }

        /** Within one producer, what was sent first arrives first. */
        private long arrival() {
            long earliest = Math.max(
                    scheduler.now() + travel / 2 + chance.below((int) travel),
                    producer.lastAppend.getOrDefault(partition, 0L));
            producer.lastAppend.put(partition, earliest + 1);
            return earliest;
        }

        private void appendAll(int times) {
            for (int i = 0; i < times; i++) {
                facts.forEach(fact -> append(partition, new Message(producer.publisher, fact, "")));
            }
        }

        private void fail() {
            receipts.forEach(Receipt::failed);
        }
    }
}
