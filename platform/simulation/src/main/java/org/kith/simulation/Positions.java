package org.kith.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.InboxStore.Reason;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.reconciliation.Notice;
import org.kith.platform.reconciliation.Notice.Bucket;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.kith.platform.reconciliation.Notice.Position;
import org.kith.platform.reconciliation.Reconciliation;
import org.kith.simulation.Broker.Partition;
import org.kith.simulation.Kit.HeardKey;
import org.kith.simulation.Kit.Own;
import org.kith.simulation.Kit.ParkedKey;
import org.kith.simulation.Kit.Place;
import org.kith.simulation.Kit.Queued;

/** What a reconciliation stands on, statement by statement as in PostgreSQL, and the topic on which services tell one another. */
final class Positions {

    /** The topic; notices that are not taken are lost and told again later. */
    static final class Topic {

        private final Broker broker;
        private final Chance chance;
        private final Faults faults;
        private final List<Notice> notices = new ArrayList<>();

        Topic(Broker broker, Chance chance, Faults faults) {
            this.broker = broker;
            this.chance = chance;
            this.faults = faults;
        }

        int end() {
            return notices.size();
        }

        List<Notice> from(int place) {
            return broker.isDown() ? List.of() : List.copyOf(notices.subList(place, notices.size()));
        }

        void tell(Notice notice) {
            if (!broker.isDown() && !chance.in(faults.batchFails())) {
                notices.add(notice);
            }
        }
    }

    /** The topic and the logs, as a reconciliation sees them. */
    record Board(Broker broker, Topic topic) implements Reconciliation.Board {

        @Override
        public TopicPlace placeOf(String onTopic, int part) {
            return new TopicPlace(onTopic, part % Broker.PARTITIONS);
        }

        @Override
        public long end(TopicPlace place) {
            if (broker.isDown()) {
                throw new Outage("The broker is away");
            }
            return broker.end(new Partition(place.topic(), place.partition()));
        }

        @Override
        public void tell(Notice notice) {
            topic.tell(notice);
        }

        @Override
        public void served(Notice notice) {
            // who reads from the end does not see it again
        }
    }

    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);
    private static final long TWO_SECONDS = 2_000_000;
    private static final long HALF_A_MINUTE = 30_000_000;

    private Positions() {}

    private static long hour(Instant lastAt, long recentFrom) {
        long hour = Math.floorDiv(lastAt.getEpochSecond(), 3600L);
        return hour >= recentFrom ? hour : -1;
    }

    private static long digest(String council, String key, long sequence) {
        return Chance.mixed((council + "/" + key + "/" + sequence).hashCode());
    }

    private static final class Count {

        private long streams;
        private long facts;
        private long digest;
    }

    private static void count(
            Map<Long, Count> counts, String council, String key, long sequence, Instant at, long recentFrom) {
        var count = counts.computeIfAbsent(hour(at, recentFrom), first -> new Count());
        count.streams++;
        count.facts += sequence;
        count.digest ^= digest(council, key, sequence);
    }

    private static List<Bucket> buckets(Map<Long, Count> counts) {
        return counts.entrySet().stream()
                .map(count -> new Bucket(
                        count.getKey(), count.getValue().streams, count.getValue().facts, count.getValue().digest))
                .toList();
    }

    /** What one service said. */
    record Said(Kit kit) implements Reconciliation.Said {

        private record TopicPart(String topic, int part) implements Comparable<TopicPart> {

            @Override
            public int compareTo(TopicPart other) {
                int byTopic = topic.compareTo(other.topic);
                return byTopic != 0 ? byTopic : Integer.compare(part, other.part);
            }
        }

        @Override
        public List<Heads> heads(Collection<Integer> parts, Instant now, long recentFrom, boolean whole) {
            var database = kit.database();
            return database.statement("heads", () -> {
                var counts = new TreeMap<TopicPart, Map<Long, Count>>();
                database.all(kit.heads).forEach((stream, head) -> {
                    if (head.topic() != null
                            && head.lastSequence() > 0
                            && parts.contains(head.part())
                            && (whole || hour(head.lastAt(), recentFrom) >= 0)) {
                        count(
                                counts.computeIfAbsent(
                                        new TopicPart(head.topic(), head.part()), first -> new TreeMap<>()),
                                stream.council(),
                                stream.key(),
                                head.lastSequence(),
                                head.lastAt(),
                                recentFrom);
                    }
                });
                return counts.entrySet().stream()
                        .map(part -> new Heads(
                                kit.service(),
                                part.getKey().topic(),
                                part.getKey().part(),
                                now,
                                recentFrom,
                                whole,
                                buckets(part.getValue())))
                        .toList();
            });
        }

        @Override
        public int queueWhatIsMissing(Heard positions) {
            var database = kit.database();
            return database.statement("queue what is missing", () -> {
                var listed = new TreeMap<Own, Long>();
                positions.positions().forEach(one -> listed.put(new Own(one.council(), one.key()), one.sequence()));
                int queued = 0;
                for (var entry : database.all(kit.heads).entrySet()) {
                    var head = entry.getValue();
                    var told = listed.get(entry.getKey());
                    long from = told == null ? 0 : told;
                    if (positions.topic().equals(head.topic())
                            && positions.part() == head.part()
                            && head.lastSequence() > from
                            && (told != null
                                    || positions.hours().contains(hour(head.lastAt(), positions.recentFrom())))) {
                        queued += queueAgain(
                                entry.getKey(),
                                from + 1,
                                head.lastSequence(),
                                positions.at().minus(ON_ITS_WAY));
                    }
                }
                return queued;
            });
        }

        @Override
        public int noticeWhatIsForgotten(Heard positions) {
            var database = kit.database();
            return database.statement("forgotten", () -> {
                for (var told : positions.positions()) {
                    var head = database.get(kit.heads, new Own(told.council(), told.key()));
                    if (told.applied() != null && told.applied() > (head == null ? 0 : head.lastSequence())) {
                        throw new Breach(
                                "I4 said before it is heard",
                                positions.consumer() + " applied " + told + ", and " + kit.service() + " has " + head);
                    }
                }
                return 0;
            });
        }

        @Override
        public int queue(Missing missing) {
            return kit.database()
                    .statement(
                            "queue range",
                            () -> queueAgain(
                                    new Own(missing.council(), missing.stream()), missing.from(), missing.to(), null));
        }

        private int queueAgain(Own stream, long from, long to, @Nullable Instant recordedBefore) {
            var database = kit.database();
            var waiting = new HashSet<Place>();
            database.all(kit.queue).values().forEach(queued -> waiting.add(queued.place()));
            int queued = 0;
            for (long sequence = from; sequence <= to; sequence++) {
                var place = new Place(stream, sequence);
                var said = database.get(kit.journal, place);
                if (said != null
                        && (recordedBefore == null || said.recordedAt().isBefore(recordedBefore))
                        && !waiting.contains(place)) {
                    database.put(
                            kit.queue,
                            database.nextNumber(),
                            new Queued(said.part(), place, Machine.instantOf(database.clock())));
                    queued++;
                }
            }
            return queued;
        }
    }

    /** How a strand reads: which partitions a consumer has here, and how it goes on with a stream. */
    interface Reading {

        Collection<String> consumers();

        boolean reads(String consumer, String publisher, String topic, int partition);

        void goOn(String consumer);
    }

    /** What one service has heard. */
    record Listened(Kit kit, Reading reading) implements Reconciliation.Listened {

        @Override
        public Collection<String> consumers() {
            return reading.consumers();
        }

        @Override
        public List<String> reading(String publisher, String topic, int part) {
            return reading.consumers().stream()
                    .filter(consumer -> reading.reads(consumer, publisher, topic, part % Broker.PARTITIONS))
                    .toList();
        }

        @Override
        public Map<TopicPlace, Long> places(String consumer) {
            return new MadeUpInboxStore(kit).offsets(consumer);
        }

        @Override
        public void goOnWhereReady(String consumer) {
            reading.goOn(consumer);
        }

        @Override
        public List<Heard> differences(String consumer, Heads heads) {
            var positions = positions(consumer, heads);
            var counts = new TreeMap<Long, Count>();
            positions.forEach((position, at) ->
                    count(counts, position.council(), position.key(), position.sequence(), at, heads.recentFrom()));
            var ours = new HashSet<>(buckets(counts));
            var theirs = new HashSet<>(heads.buckets());
            Set<Long> hours = new TreeSet<>();
            ours.stream().filter(bucket -> !theirs.contains(bucket)).forEach(bucket -> hours.add(bucket.hour()));
            theirs.stream().filter(bucket -> !ours.contains(bucket)).forEach(bucket -> hours.add(bucket.hour()));
            if (hours.isEmpty()) {
                return List.of();
            }
            var listed = positions.entrySet().stream()
                    .filter(position -> hours.contains(hour(position.getValue(), heads.recentFrom())))
                    .map(Map.Entry::getKey)
                    .toList();
            return List.of(new Heard(
                    consumer,
                    heads.publisher(),
                    heads.topic(),
                    heads.part(),
                    0,
                    heads.at(),
                    heads.recentFrom(),
                    List.copyOf(hours),
                    null,
                    null,
                    listed));
        }

        private Map<Position, Instant> positions(String consumer, Heads heads) {
            var database = kit.database();
            return database.statement("positions", () -> {
                var positions = new LinkedHashMap<Position, Instant>();
                database.all(kit.streams).forEach((key, row) -> {
                    if (key.consumer().equals(consumer)
                            && key.stream().publisher().equals(heads.publisher())
                            && row.topic().equals(heads.topic())
                            && row.part() == heads.part()) {
                        long sequence = row.lastSequence();
                        var at = row.lastAt();
                        var parked = row.state() == State.OK
                                ? null
                                : database.all(kit.parked).lowerEntry(new ParkedKey(key, Long.MAX_VALUE, ""));
                        if (parked != null
                                && parked.getKey().heard().equals(key)
                                && parked.getKey().sequence() > sequence) {
                            sequence = parked.getKey().sequence();
                            at = parked.getValue().fact().envelope().occurredAt();
                        }
                        if (sequence > 0
                                && (heads.countsOlder() || hour(Objects.requireNonNull(at), heads.recentFrom()) >= 0)) {
                            positions.put(
                                    new Position(
                                            key.stream().council(), key.stream().key(), sequence, row.lastSequence()),
                                    Objects.requireNonNull(at));
                        }
                    }
                });
                return positions;
            });
        }

        @Override
        public List<Missing> gaps(String consumer) {
            var database = kit.database();
            return database.statement("gaps", () -> {
                var gaps = new ArrayList<Missing>();
                database.all(kit.streams).forEach((key, row) -> {
                    if (key.consumer().equals(consumer)
                            && row.state() != State.OK
                            && row.stateSince() < database.clock() - TWO_SECONDS) {
                        gaps.addAll(whatIsMissing(key, row));
                    }
                });
                return gaps;
            });
        }

        /** The first hole; and beside it what is there and cannot be read, more and more rarely. */
        private List<Missing> whatIsMissing(HeardKey key, Kit.Heard row) {
            var database = kit.database();
            long sinceAsked = row.askedAt() == Long.MIN_VALUE ? Long.MAX_VALUE : database.clock() - row.askedAt();
            boolean asksAgain = row.askedAt() == Long.MIN_VALUE
                    || sinceAsked > Math.max(HALF_A_MINUTE, row.askedAt() - row.stateSince());
            long before = row.lastSequence();
            boolean wantsHole = sinceAsked > HALF_A_MINUTE;
            var missing = new ArrayList<Missing>();
            for (var parked : database.all(kit.parked)
                    .subMap(new ParkedKey(key, before + 1, ""), new ParkedKey(key, Long.MAX_VALUE, ""))
                    .entrySet()) {
                long place = parked.getKey().sequence();
                if (wantsHole && place > before + 1) {
                    missing.add(missing(key, row, before + 1, place - 1));
                    wantsHole = false;
                }
                if (asksAgain && parked.getValue().reason() == Reason.UNREADABLE) {
                    missing.add(missing(key, row, place, place));
                    asksAgain = false;
                }
                before = place;
            }
            return missing;
        }

        private static Missing missing(HeardKey key, Kit.Heard row, long from, long to) {
            return new Missing(
                    key.consumer(),
                    key.stream().council(),
                    key.stream().publisher(),
                    key.stream().key(),
                    row.part(),
                    from,
                    to);
        }

        @Override
        public void asked(Missing missing) {
            var database = kit.database();
            var key = new HeardKey(
                    missing.consumer(), new StreamKey(missing.council(), missing.publisher(), missing.stream()));
            database.run(
                    "asked",
                    () -> database.change(
                            kit.streams,
                            key,
                            row -> new Kit.Heard(
                                    row.topic(),
                                    row.part(),
                                    row.lastSequence(),
                                    row.lastEvent(),
                                    row.lastAt(),
                                    row.state(),
                                    row.stateSince(),
                                    row.waitsForKey(),
                                    row.waitsForSequence(),
                                    database.clock())));
        }
    }
}
