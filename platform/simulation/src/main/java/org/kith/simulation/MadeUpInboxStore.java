package org.kith.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.HeardStream;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.InboxStore;
import org.kith.platform.inbox.Quarantined;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.outbox.Parts;
import org.kith.platform.refusal.Refusal;
import org.kith.simulation.Kit.Heard;
import org.kith.simulation.Kit.HeardKey;
import org.kith.simulation.Kit.HeardPlace;
import org.kith.simulation.Kit.OffsetKey;
import org.kith.simulation.Kit.ParkedKey;
import org.kith.simulation.Kit.ParkedRow;

/** The inbox's tables, statement by statement as in PostgreSQL. */
final class MadeUpInboxStore implements InboxStore {

    private static final long A_SECOND = 1_000_000;

    private final Kit kit;
    private final Database database;

    MadeUpInboxStore(Kit kit) {
        this.kit = kit;
        this.database = kit.database();
    }

    @Override
    public Map<StreamKey, HeardStream> lock(String consumer, Map<StreamKey, String> topics) {
        var sorted = new TreeMap<>(topics);
        var found = found(consumer, sorted);
        if (found.size() < sorted.size()) {
            database.run(
                    "make streams",
                    () -> sorted.forEach((stream, topic) -> database.putNew(
                            kit.streams,
                            new HeardKey(consumer, stream),
                            new Heard(
                                    topic,
                                    Parts.of(stream.council(), stream.key()),
                                    0,
                                    null,
                                    null,
                                    State.OK,
                                    database.clock(),
                                    null,
                                    0,
                                    Long.MIN_VALUE))));
            found = found(consumer, sorted);
        }
        return found;
    }

    private Map<StreamKey, HeardStream> found(String consumer, SortedMap<StreamKey, String> topics) {
        return database.statement("lock streams", () -> {
            // which rows there are is settled when the statement begins, what is in them once they are locked
            var there = topics.keySet().stream()
                    .filter(stream -> database.get(kit.streams, new HeardKey(consumer, stream)) != null)
                    .toList();
            var found = new HashMap<StreamKey, HeardStream>();
            for (var stream : there) {
                var row = database.lock(kit.streams, new HeardKey(consumer, stream));
                if (row != null) {
                    found.put(
                            stream,
                            new HeardStream(
                                    stream,
                                    row.topic(),
                                    row.lastSequence(),
                                    row.lastEvent(),
                                    row.lastAt(),
                                    row.state()));
                }
            }
            return found;
        });
    }

    @Override
    public long lastSequence(String consumer, StreamKey stream) {
        return database.statement("last sequence", () -> {
            var row = database.get(kit.streams, new HeardKey(consumer, stream));
            return row == null ? 0L : row.lastSequence();
        });
    }

    @Override
    public void keep(String consumer, Collection<HeardStream> streams) {
        var changed = streams.stream()
                .filter(HeardStream::changed)
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        if (!changed.isEmpty()) {
            database.run("keep streams", () -> changed.forEach(stream -> keep(consumer, stream)));
        }
    }

    private void keep(String consumer, HeardStream stream) {
        database.change(
                kit.streams,
                new HeardKey(consumer, stream.key()),
                row -> new Heard(
                        row.topic(),
                        row.part(),
                        stream.lastSequence(),
                        stream.lastEvent(),
                        stream.lastAt(),
                        stream.state(),
                        row.state() == stream.state() ? row.stateSince() : database.clock(),
                        stream.waitsForKey(),
                        stream.waitsForKey() == null ? 0 : stream.waitsForSequence(),
                        row.askedAt()));
    }

    @Override
    public void park(String consumer, HeardFact fact, Reason reason, @Nullable String detail) {
        database.run("park", () -> {
            var key = new ParkedKey(
                    new HeardKey(consumer, fact.stream()),
                    fact.sequence(),
                    fact.envelope().id());
            if (!database.putNew(kit.parked, key, new ParkedRow(fact, reason, detail, database.clock()))
                    && reason != Reason.BEHIND
                    && reason != Reason.GAP) {
                database.change(kit.parked, key, row -> new ParkedRow(row.fact(), reason, detail, row.since()));
            }
        });
    }

    @Override
    public void unpark(String consumer, HeardFact fact) {
        database.run(
                "unpark",
                () -> database.remove(
                        kit.parked,
                        new ParkedKey(
                                new HeardKey(consumer, fact.stream()),
                                fact.sequence(),
                                fact.envelope().id())));
    }

    @Override
    public Optional<HeardFact> parked(String consumer, StreamKey stream, long sequence) {
        return database.statement(
                "parked fact",
                () -> parkedAfter(consumer, stream, sequence - 1).entrySet().stream()
                        .filter(row -> row.getKey().sequence() == sequence)
                        .min(Map.Entry.comparingByValue(
                                Comparator.<ParkedRow, Boolean>comparing(row -> row.reason() == Reason.UNREADABLE)
                                        .thenComparingLong(ParkedRow::since)))
                        .map(row -> row.getValue().fact()));
    }

    private SortedMap<ParkedKey, ParkedRow> parkedAfter(String consumer, StreamKey stream, long sequence) {
        var heard = new HeardKey(consumer, stream);
        return database.all(kit.parked)
                .subMap(new ParkedKey(heard, sequence + 1, ""), new ParkedKey(heard, Long.MAX_VALUE, ""));
    }

    @Override
    public boolean anyParkedAfter(String consumer, StreamKey stream, long sequence) {
        return database.statement(
                "any parked", () -> !parkedAfter(consumer, stream, sequence).isEmpty());
    }

    @Override
    public List<StreamKey> waitingFor(String consumer, StreamKey absorbed, long absorbedLastSequence) {
        return database.statement(
                "waiting for",
                () -> database.all(kit.streams).entrySet().stream()
                        .filter(row -> row.getKey().consumer().equals(consumer)
                                && row.getValue().state() == State.WAITING_FOR_JOIN
                                && row.getKey().stream().council().equals(absorbed.council())
                                && row.getKey().stream().publisher().equals(absorbed.publisher())
                                && absorbed.key().equals(row.getValue().waitsForKey())
                                && row.getValue().waitsForSequence() <= absorbedLastSequence)
                        .map(row -> row.getKey().stream())
                        .toList());
    }

    @Override
    public Map<StreamKey, String> ready(String consumer) {
        return database.statement("ready", () -> {
            var ready = new LinkedHashMap<StreamKey, String>();
            database.all(kit.streams).forEach((key, row) -> {
                if (key.consumer().equals(consumer)
                        && row.stateSince() < database.clock() - A_SECOND
                        && isReady(consumer, key.stream(), row)) {
                    ready.put(key.stream(), row.topic());
                }
            });
            return ready;
        });
    }

    private boolean isReady(String consumer, StreamKey stream, Heard row) {
        return switch (row.state()) {
            case GAP -> {
                var parked = parkedAfter(consumer, stream, row.lastSequence());
                yield parked.isEmpty() || parked.firstKey().sequence() == row.lastSequence() + 1;
            }
            case WAITING_FOR_JOIN -> {
                var absorbed = database.get(
                        kit.streams,
                        new HeardKey(
                                consumer,
                                new StreamKey(
                                        stream.council(), stream.publisher(), String.valueOf(row.waitsForKey()))));
                yield absorbed != null && absorbed.lastSequence() >= row.waitsForSequence();
            }
            case OK, PARKED -> false;
        };
    }

    @Override
    public void refused(String consumer, HeardFact fact, Refusal refusal) {
        database.run(
                "refused",
                () -> database.putNew(
                        kit.refusals,
                        new HeardPlace(new HeardKey(consumer, fact.stream()), fact.sequence()),
                        refusal.code()));
    }

    @Override
    public void quarantine(String consumer, List<Quarantined> strays) {
        strays.forEach(stray -> database.run(
                "quarantine",
                () -> database.putNew(
                        kit.quarantine,
                        consumer + "/" + stray.topic() + "/" + stray.partition() + "/" + stray.offset(),
                        stray)));
    }

    @Override
    public void offsets(String consumer, Map<TopicPlace, Long> nextOffsets) {
        var sorted = new TreeMap<OffsetKey, Long>();
        nextOffsets.forEach((place, next) -> sorted.put(new OffsetKey(consumer, place), next));
        sorted.forEach((key, next) -> database.run("keep offset", () -> database.put(kit.offsets, key, next)));
    }

    @Override
    public Map<TopicPlace, Long> offsets(String consumer) {
        return database.statement("offsets", () -> {
            var kept = new LinkedHashMap<TopicPlace, Long>();
            database.all(kit.offsets).forEach((key, next) -> {
                if (key.consumer().equals(consumer)) {
                    kept.put(new TopicPlace(key.topic(), key.partition()), next);
                }
            });
            return kept;
        });
    }

    @Override
    public List<Parked> parkedOf(String consumer, StreamKey stream, int limit) {
        return database.statement(
                "parked of stream",
                () -> parkedAfter(consumer, stream, 0).values().stream()
                        .limit(limit)
                        .map(row -> new Parked(row.fact(), row.reason(), row.detail(), Machine.instantOf(row.since())))
                        .toList());
    }

    @Override
    public int setForkedAside(String consumer, StreamKey stream, long lastSequence) {
        return database.statement("set forked aside", () -> {
            var heard = new HeardKey(consumer, stream);
            var forked = new ArrayList<>(database.all(kit.parked)
                    .subMap(new ParkedKey(heard, 0, ""), new ParkedKey(heard, lastSequence + 1, ""))
                    .entrySet());
            forked.forEach(row -> {
                database.remove(kit.parked, row.getKey());
                database.putNew(
                        kit.quarantine,
                        consumer + "/forked/" + row.getKey().eventId(),
                        new Quarantined(
                                row.getValue().fact().topic(),
                                -1,
                                0,
                                null,
                                null,
                                row.getKey().eventId(),
                                "FORKED"));
            });
            return forked.size();
        });
    }

    @Override
    public boolean isAside(String consumer, HeardFact fact) {
        return database.statement(
                "is fork aside",
                () -> database.get(
                                kit.quarantine,
                                consumer + "/forked/" + fact.envelope().id())
                        != null);
    }

    @Override
    public boolean setUnreadableAside(String consumer, HeardFact fact) {
        return database.statement("set unreadable aside", () -> {
            var key = new ParkedKey(
                    new HeardKey(consumer, fact.stream()),
                    fact.sequence(),
                    fact.envelope().id());
            var row = database.lock(kit.parked, key);
            if (row == null || row.reason() != Reason.UNREADABLE) {
                return false;
            }
            database.remove(kit.parked, key);
            database.putNew(
                    kit.quarantine,
                    consumer + "/replaced/" + key.eventId(),
                    new Quarantined(row.fact().topic(), -1, 0, null, null, key.eventId(), "REPLACED"));
            return true;
        });
    }

    @Override
    public Optional<String> topicOf(String consumer, StreamKey stream) {
        return database.statement(
                "topic of stream",
                () -> Optional.ofNullable(database.get(kit.streams, new HeardKey(consumer, stream)))
                        .map(Heard::topic));
    }

    @Override
    public List<Standing> standing(String council, int offset, int limit) {
        return database.statement(
                "standing",
                () -> database.all(kit.streams).entrySet().stream()
                        .filter(row -> row.getValue().state() != State.OK
                                && row.getKey().stream().council().equals(council))
                        .skip(offset)
                        .limit(limit)
                        .map(row -> new Standing(
                                row.getKey().consumer(),
                                row.getKey().stream(),
                                row.getValue().state().name(),
                                Machine.instantOf(row.getValue().stateSince()),
                                row.getValue().lastSequence(),
                                parkedAfter(row.getKey().consumer(), row.getKey().stream(), 0)
                                        .size()))
                        .toList());
    }

    @Override
    public int standing(String council) {
        return standing(council, 0, Integer.MAX_VALUE).size();
    }
}
