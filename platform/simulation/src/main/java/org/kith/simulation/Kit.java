package org.kith.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.InboxStore.Reason;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.inbox.Quarantined;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.outbox.Parts;
import org.kith.platform.outbox.TopicNames;
import org.kith.simulation.Database.Table;

/** The kit's tables in one service's database, as the migrations of the kit make them, and the outbox over them. */
final class Kit {

    /** A stream of this service's own facts. */
    record Own(String council, String key) implements Comparable<Own> {

        private static final Comparator<Own> ORDER =
                Comparator.comparing(Own::council).thenComparing(Own::key);

        @Override
        public int compareTo(Own other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return council + "/" + key;
        }
    }

    record Head(@Nullable String topic, int part, long lastSequence, Instant lastAt) {}

    record Place(Own stream, long sequence) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::stream).thenComparingLong(Place::sequence);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    record Said(String eventId, String type, String topic, int part, String payload, Instant recordedAt) {}

    record Queued(int part, Place place, Instant queuedAt) {}

    record Part(@Nullable String owner, long epoch, long until) {}

    record HeardKey(String consumer, StreamKey stream) implements Comparable<HeardKey> {

        private static final Comparator<HeardKey> ORDER =
                Comparator.comparing(HeardKey::consumer).thenComparing(HeardKey::stream);

        @Override
        public int compareTo(HeardKey other) {
            return ORDER.compare(this, other);
        }
    }

    record Heard(
            String topic,
            int part,
            long lastSequence,
            @Nullable String lastEvent,
            @Nullable Instant lastAt,
            State state,
            long stateSince,
            @Nullable String waitsForKey,
            long waitsForSequence,
            long askedAt) {}

    record ParkedKey(HeardKey heard, long sequence, String eventId) implements Comparable<ParkedKey> {

        private static final Comparator<ParkedKey> ORDER = Comparator.comparing(ParkedKey::heard)
                .thenComparingLong(ParkedKey::sequence)
                .thenComparing(ParkedKey::eventId);

        @Override
        public int compareTo(ParkedKey other) {
            return ORDER.compare(this, other);
        }
    }

    record ParkedRow(
            HeardFact fact, Reason reason, @Nullable String detail, long since) {}

    record HeardPlace(HeardKey heard, long sequence) implements Comparable<HeardPlace> {

        private static final Comparator<HeardPlace> ORDER =
                Comparator.comparing(HeardPlace::heard).thenComparingLong(HeardPlace::sequence);

        @Override
        public int compareTo(HeardPlace other) {
            return ORDER.compare(this, other);
        }
    }

    record OffsetKey(String consumer, String topic, int partition) implements Comparable<OffsetKey> {

        private static final Comparator<OffsetKey> ORDER = Comparator.comparing(OffsetKey::consumer)
                .thenComparing(OffsetKey::topic)
                .thenComparingInt(OffsetKey::partition);

        OffsetKey(String consumer, TopicPlace place) {
            this(consumer, place.topic(), place.partition());
        }

        @Override
        public int compareTo(OffsetKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Tables whose contents say when and by whom, not what. */
    static final Set<String> UNIMPORTANT = Set.of("outbox_part", "outbox_relay", "inbox_offset");

    private final Database database;
    private final String service;
    private final Promises promises;
    final Table<Own, Head> heads;
    final Table<Place, Said> journal;
    final Table<Long, Queued> queue;
    final Table<Integer, Part> parts;
    final Table<String, Long> relays;
    final Table<HeardKey, Heard> streams;
    final Table<ParkedKey, ParkedRow> parked;
    final Table<HeardPlace, String> refusals;
    final Table<OffsetKey, Long> offsets;
    final Table<String, Quarantined> quarantine;
    final Table<String, String> tasks;

    /** What each consumer's reactions did, in the same transactions: the proof of I4. */
    final Table<HeardPlace, String> effects;

    Kit(Database database, String service, Promises promises) {
        this.database = database;
        this.service = service;
        this.promises = promises;
        heads = database.table("stream_head");
        journal = database.table("event_journal");
        queue = database.table("outbox_queue");
        parts = database.table("outbox_part");
        relays = database.table("outbox_relay");
        streams = database.table("inbox_stream");
        parked = database.table("inbox_parked");
        refusals = database.table("inbox_refusal");
        offsets = database.table("inbox_offset");
        quarantine = database.table("inbox_quarantine");
        tasks = database.table("waiting");
        effects = database.table("effects");
        for (int part = 0; part < Parts.COUNT; part++) {
            parts.committed().put(part, new Part(null, 0, Long.MIN_VALUE));
        }
    }

    Database database() {
        return database;
    }

    String service() {
        return service;
    }

    Promises promises() {
        return promises;
    }

    /** Keeps a fact with the change it describes, as the outbox does: one statement, which locks the stream's head. */
    long announce(String council, Announcement fact, String eventId, Clock clock, boolean poisoned) {
        var wireName = fact.getClass().getAnnotation(WireName.class);
        if (wireName == null) {
            throw new IllegalArgumentException(fact.getClass() + " has no @WireName");
        }
        var stream = new Own(council, fact.key());
        var topic = TopicNames.of(wireName.topic(), council);
        var payload = poisoned ? "{\"broken\":" : FactJson.write(fact);
        return database.statement("announce", () -> {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var head = database.lock(heads, stream);
            long sequence = head == null ? 1 : head.lastSequence() + 1;
            int part = Parts.of(council, fact.key());
            database.put(heads, stream, new Head(topic, part, sequence, at));
            var place = new Place(stream, sequence);
            database.put(journal, place, new Said(eventId, wireName.value(), topic, part, payload, at));
            database.put(queue, database.nextNumber(), new Queued(part, place, Machine.instantOf(database.clock())));
            return sequence;
        });
    }

    /** Locks the stream's head and says what its next fact will be. */
    long nextSequence(String council, String key, Clock clock) {
        var stream = new Own(council, key);
        return database.statement("next sequence", () -> {
            var head = database.lock(heads, stream);
            if (head == null) {
                database.put(heads, stream, new Head(null, Parts.of(council, key), 0, clock.instant()));
                return 1L;
            }
            return head.lastSequence() + 1;
        });
    }
}
