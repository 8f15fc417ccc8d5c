package org.kith.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kith.platform.outbox.Parts;
import org.kith.platform.outbox.RelayStore;
import org.kith.platform.outbox.UnsentFact;
import org.kith.simulation.Kit.Part;

/** Queue and leases, statement by statement as in PostgreSQL. */
final class MadeUpRelayStore implements RelayStore {

    private static final long NEVER = Long.MIN_VALUE;

    private final Kit kit;
    private final Database database;
    private final boolean fenced;

    MadeUpRelayStore(Kit kit, boolean fenced) {
        this.kit = kit;
        this.database = kit.database();
        this.fenced = fenced;
    }

    @Override
    public Map<Integer, Long> lease(String owner, Duration length) {
        long micros = Machine.micros(length);
        var held = new TreeMap<Integer, Long>();
        database.transact(() -> {
            held.clear();
            database.run("relay alive", () -> database.put(kit.relays, owner, database.clock() + micros));
            database.run(
                    "renew parts",
                    () -> partsOf(owner)
                            .forEach(part -> database.change(
                                    kit.parts, part, row -> new Part(owner, row.epoch(), database.clock() + micros))));
            database.run("give parts back", () -> {
                var mine = partsOf(owner).reversed();
                mine.subList(Math.min(fairShare(), mine.size()), mine.size())
                        .forEach(part -> database.change(kit.parts, part, row -> new Part(null, row.epoch(), NEVER)));
            });
            database.run("take parts", () -> take(owner, micros));
            database.run(
                    "parts held",
                    () -> partsOf(owner)
                            .forEach(part -> held.put(
                                    part,
                                    Objects.requireNonNull(database.get(kit.parts, part))
                                            .epoch())));
        });
        return held;
    }

    private void take(String owner, long micros) {
        long now = database.clock();
        int most = Math.max(0, fairShare() - partsOf(owner).size());
        database.all(kit.parts).entrySet().stream()
                .filter(part -> part.getValue().until() <= now && !database.isLocked(kit.parts, part.getKey()))
                .map(Map.Entry::getKey)
                .limit(most)
                .toList()
                .forEach(part -> database.change(
                        kit.parts, part, row -> new Part(owner, row.epoch() + 1, database.clock() + micros)));
    }

    private int fairShare() {
        long now = database.clock();
        long alive = database.all(kit.relays).values().stream()
                .filter(until -> until > now)
                .count();
        return (int) Math.ceilDiv(Parts.COUNT, Math.max(alive, 1));
    }

    /** Parts whose lease runs. */
    private List<Integer> partsOf(String owner) {
        long now = database.clock();
        return new ArrayList<>(database.all(kit.parts).entrySet().stream()
                .filter(part ->
                        owner.equals(part.getValue().owner()) && part.getValue().until() > now)
                .map(Map.Entry::getKey)
                .toList());
    }

    @Override
    public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
        return database.statement("lowest unsent", () -> {
            var counts = new int[Parts.COUNT];
            var found = new ArrayList<UnsentFact>();
            database.all(kit.queue).forEach((id, queued) -> {
                if (parts.contains(queued.part()) && counts[queued.part()]++ < limit) {
                    found.add(unsent(id, queued));
                }
            });
            return found;
        });
    }

    private UnsentFact unsent(long id, Kit.Queued queued) {
        var said = Objects.requireNonNull(database.get(kit.journal, queued.place()));
        var stream = queued.place().stream();
        return new UnsentFact(
                id,
                queued.part(),
                said.eventId(),
                stream.council(),
                stream.key(),
                queued.place().sequence(),
                said.type(),
                said.topic(),
                said.payload(),
                said.eventId(),
                null,
                kit.service(),
                null,
                said.recordedAt(),
                queued.queuedAt());
    }

    @Override
    public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
        return database.statement("remove sent", () -> {
            int removed = 0;
            for (var fact : sent) {
                var part = Objects.requireNonNull(database.get(kit.parts, fact.part()));
                boolean holds =
                        owner.equals(part.owner()) && Long.valueOf(part.epoch()).equals(epochs.get(fact.part()));
                if (database.get(kit.queue, fact.queueId()) != null && (holds || !fenced)) {
                    kit.promises().removedFromQueue(fact, holds);
                    removed += database.remove(kit.queue, fact.queueId()) ? 1 : 0;
                }
            }
            return removed;
        });
    }

    @Override
    public void leave(String owner) {
        database.transact(() -> {
            database.run(
                    "leave parts",
                    () -> database.all(kit.parts).entrySet().stream()
                            .filter(part -> owner.equals(part.getValue().owner()))
                            .map(Map.Entry::getKey)
                            .toList()
                            .forEach(part ->
                                    database.change(kit.parts, part, row -> new Part(null, row.epoch(), NEVER))));
            database.run("leave relays", () -> database.remove(kit.relays, owner));
        });
    }
}
