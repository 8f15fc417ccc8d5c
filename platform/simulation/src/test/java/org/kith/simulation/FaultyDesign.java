package org.kith.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.HeardStream;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.InboxStore;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.outbox.Parts;
import org.kith.platform.outbox.RelayBroker;
import org.kith.platform.outbox.RelayStore;
import org.kith.platform.outbox.UnsentFact;
import org.kith.simulation.Kit.Heard;
import org.kith.simulation.Kit.HeardKey;

/** Designs that real systems had, each wrong in its own way; the real relay and inbox run over them. */
@SuppressWarnings("ImmutableEnumChecker") // a supplier that remembers nothing
enum FaultyDesign {

    /** B1: polls for ids beyond the last one sent, and so passes over what commits late. */
    CURSOR_BY_ID(() -> new Design() {
        private final Map<Kit, Map<Integer, Long>> cursors = new HashMap<>();

        @Override
        public RelayStore queue(RelayStore kith, Kit kit) {
            var cursor = cursors.computeIfAbsent(kit, first -> new HashMap<>());
            return new Changed(kith) {
                @Override
                public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
                    return super.lowestUnsent(parts, Integer.MAX_VALUE).stream()
                            .filter(fact -> fact.queueId() > cursor.getOrDefault(fact.part(), 0L))
                            .toList();
                }

                @Override
                public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
                    sent.forEach(fact -> cursor.merge(fact.part(), fact.queueId(), Math::max));
                    return super.remove(owner, epochs, sent);
                }
            };
        }
    }),

    /** B6: each relay claims rows that nobody else has claimed, so that two relays have one stream in hand. */
    SKIP_LOCKED_CLAIMS(() -> new Design() {
        private record Claim(Object by, long until) {}

        private final Map<Kit, Map<Long, Claim>> claims = new HashMap<>();

        @Override
        public RelayStore queue(RelayStore kith, Kit kit) {
            var claimed = claims.computeIfAbsent(kit, first -> new HashMap<>());
            var me = new Object();
            return new Changed(kith) {
                private static final long CLAIM = 10_000_000;

                @Override
                public Map<Integer, Long> lease(String owner, Duration length) {
                    super.lease(owner, length);
                    return IntStream.range(0, Parts.COUNT).boxed().collect(Collectors.toMap(part -> part, part -> 0L));
                }

                @Override
                public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
                    return super.lowestUnsent(
                                    IntStream.range(0, Parts.COUNT).boxed().toList(), Integer.MAX_VALUE)
                            .stream()
                            .filter(fact -> isFree(claimed.get(fact.queueId())))
                            .limit(1)
                            .peek(fact -> claimed.put(
                                    fact.queueId(), new Claim(me, kit.database().clock() + CLAIM)))
                            .toList();
                }

                private boolean isFree(@Nullable Claim claim) {
                    return claim == null
                            || claim.by().equals(me)
                            || claim.until() < kit.database().clock();
                }

                @Override
                public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
                    return kit.database().statement("remove claimed", () -> (int) sent.stream()
                            .filter(fact -> kit.database().remove(kit.queue, fact.queueId()))
                            .count());
                }
            };
        }
    }),

    /** B9: sends in the order of the time of recording, by the clocks of different machines. */
    ORDER_BY_TIME(() -> new Design() {
        @Override
        public RelayStore queue(RelayStore kith, Kit kit) {
            return new Changed(kith) {
                @Override
                public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
                    return super.lowestUnsent(parts, limit).stream()
                            .sorted(Comparator.comparing(UnsentFact::recordedAt))
                            .toList();
                }
            };
        }
    }),

    /** B14: takes a fact that was handed over for a fact that arrived, and deletes it before the broker acknowledged it. */
    DELETE_BEFORE_ACK(() -> new Design() {
        @Override
        public RelayBroker producer(RelayBroker kith) {
            return new RelayBroker() {
                @Override
                public List<CompletableFuture<Void>> send(List<UnsentFact> facts) {
                    kith.send(facts);
                    return facts.stream()
                            .map(fact -> CompletableFuture.<Void>completedFuture(null))
                            .toList();
                }

                @Override
                public void startAfresh() {
                    kith.startAfresh();
                }
            };
        }
    }),

    /** B18: a former holder of a part, which stood still, goes on deleting. */
    LEASE_WITHOUT_EPOCH(() -> new Design() {
        @Override
        public boolean fenced() {
            return false;
        }
    }),

    /** B47: takes whatever fact comes for the next one. */
    NO_GAP_PARKING(() -> new Design() {
        private final Map<InboxStore, Long> pretended = new HashMap<>();

        @Override
        public InboxStore inboxStore(InboxStore kith) {
            var itself = new InboxStore[1];
            itself[0] = changed(kith, (method, arguments, go) -> {
                var answer = go.get();
                if (method.equals("lock") && answer instanceof Map<?, ?> streams) {
                    long least = pretended.getOrDefault(itself[0], 0L);
                    return streams.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, stream -> atLeast((HeardStream) stream.getValue(), least)));
                }
                return answer;
            });
            return itself[0];
        }

        @Override
        public Hearing hearing(Ground ground) {
            return oneByOne((feed, batch) -> {
                batch.facts().forEach(fact -> pretended.put(ground.store(), fact.sequence() - 1));
                ground.inbox().apply(feed, batch);
                pretended.remove(ground.store());
            });
        }
    }),

    /** B21: notes that a fact was heard, commits, and applies it in the next transaction. */
    NOTE_THEN_APPLY(() -> new Design() {
        private final Map<InboxStore, Long> pretended = new HashMap<>();

        @Override
        public InboxStore inboxStore(InboxStore kith) {
            var itself = new InboxStore[1];
            itself[0] = changed(kith, (method, arguments, go) -> {
                var next = pretended.get(itself[0]);
                if (next != null && method.equals("lock") && go.get() instanceof Map<?, ?> streams) {
                    return streams.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, stream -> at((HeardStream) stream.getValue(), next)));
                }
                return go.get();
            });
            return itself[0];
        }

        @Override
        public Hearing hearing(Ground ground) {
            return oneByOne((feed, batch) -> {
                boolean isNext = !batch.facts().isEmpty()
                        && note(ground, feed.consumer(), batch.facts().getFirst());
                if (isNext) {
                    pretended.put(ground.store(), batch.facts().getFirst().sequence() - 1);
                }
                try {
                    ground.inbox().apply(feed, batch);
                } finally {
                    pretended.remove(ground.store());
                }
            });
        }
    }),

    /** B21: applies a fact, commits, and notes it in the next transaction. */
    APPLY_THEN_NOTE(() -> new Design() {
        private final Map<InboxStore, @Nullable List<Runnable>> notes = new HashMap<>();

        @Override
        public InboxStore inboxStore(InboxStore kith) {
            var itself = new InboxStore[1];
            itself[0] = changed(kith, (method, arguments, go) -> {
                var later = notes.get(itself[0]);
                if (method.equals("keep") && later != null) {
                    later.add(() -> Objects.requireNonNullElse(go.get(), ""));
                    return null;
                }
                return go.get();
            });
            return itself[0];
        }

        @Override
        public Hearing hearing(Ground ground) {
            return oneByOne((feed, batch) -> {
                var written = new ArrayList<Runnable>();
                notes.put(ground.store(), written);
                try {
                    ground.inbox().apply(feed, batch);
                } finally {
                    notes.remove(ground.store());
                }
                ground.work().inKit(() -> written.forEach(Runnable::run));
            });
        }
    }),

    /** B20: remembers what was heard without the name of who heard it. */
    DEDUP_WITHOUT_CONSUMER(() -> new Design() {
        private static final Set<String> BY_PLACE = Set.of("offsets", "quarantine", "standing");

        @Override
        public InboxStore inboxStore(InboxStore kith) {
            return changed(kith, (method, arguments, go) -> {
                if (!BY_PLACE.contains(method)) {
                    arguments[0] = "anybody";
                }
                return go.get();
            });
        }
    }),

    /** B22: writes what cannot be read into the log, and goes on. */
    POISON_IS_SKIPPED(() -> new Design() {
        @Override
        public InboxStore inboxStore(InboxStore kith) {
            return kith;
        }

        @Override
        public Hearing hearing(Ground ground) {
            return (feed, batch) -> {
                ground.inbox().apply(feed, batch);
                var kit = ground.kit();
                ground.work()
                        .inKit(() -> batch.facts()
                                .forEach(fact -> kit.database().run("skip", () -> {
                                    var key = new HeardKey(feed.consumer(), fact.stream());
                                    var row = kit.database().lock(kit.streams, key);
                                    if (row != null
                                            && row.state() == State.PARKED
                                            && row.lastSequence() + 1 == fact.sequence()) {
                                        kit.database().put(kit.streams, key, moved(row, fact));
                                        kit.database()
                                                .remove(
                                                        kit.parked,
                                                        new Kit.ParkedKey(
                                                                key,
                                                                fact.sequence(),
                                                                fact.envelope().id()));
                                    }
                                })));
            };
        }
    }),

    /** Joins a family before all was heard that was said about it under its other id. */
    NO_WAIT_FOR_JOIN(() -> new Design() {
        @Override
        public InboxStore inboxStore(InboxStore kith) {
            return changed(kith, (method, arguments, go) -> method.equals("lastSequence") ? Long.MAX_VALUE : go.get());
        }
    }),

    /** Keeps bytes that cannot be read although a good copy of the same fact came. */
    BAD_BYTES_STAY(() -> new Design() {
        @Override
        public InboxStore inboxStore(InboxStore kith) {
            return changed(kith, (method, arguments, go) -> method.equals("setUnreadableAside") ? false : go.get());
        }
    }),

    /** B33: trusts the broker to keep what it acknowledged. */
    TRUSTS_THE_BROKER(() -> new Design() {
        @Override
        public boolean asksForWhatIsMissing() {
            return false;
        }
    }),

    /** B24: reads on after a batch that failed. */
    FAILED_BATCH_IS_PASSED_OVER(() -> new Design() {
        @Override
        public boolean readsFailedBatchesAgain() {
            return false;
        }
    });

    private final Supplier<Design> fresh;

    FaultyDesign(Supplier<Design> fresh) {
        this.fresh = fresh;
    }

    /** A design for one episode. */
    Design fresh() {
        return fresh.get();
    }

    /** The queue as it is, to change one thing of it. */
    private static class Changed implements RelayStore {

        private final RelayStore kith;

        Changed(RelayStore kith) {
            this.kith = kith;
        }

        @Override
        public Map<Integer, Long> lease(String owner, Duration length) {
            return kith.lease(owner, length);
        }

        @Override
        public List<UnsentFact> lowestUnsent(List<Integer> parts, int limit) {
            return kith.lowestUnsent(parts, limit);
        }

        @Override
        public int remove(String owner, Map<Integer, Long> epochs, List<UnsentFact> sent) {
            return kith.remove(owner, epochs, sent);
        }

        @Override
        public void leave(String owner) {
            kith.leave(owner);
        }
    }

    /** What a changed store does at one call. */
    private interface Change {

        @Nullable Object at(String method, Object[] arguments, Supplier<@Nullable Object> go);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
    private static InboxStore changed(InboxStore kith, Change change) {
        return (InboxStore) Proxy.newProxyInstance(
                InboxStore.class.getClassLoader(), new Class<?>[] {InboxStore.class}, (proxy, method, arguments) -> {
                    if (arguments == null || method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode")
                                ? (Object) System.identityHashCode(proxy)
                                : method.getName().equals("equals") ? proxy == arguments[0] : "changed";
                    }
                    return change.at(method.getName(), arguments, () -> {
                        try {
                            return method.invoke(kith, arguments);
                        } catch (InvocationTargetException e) {
                            if (e.getCause() instanceof RuntimeException fault) {
                                throw fault;
                            }
                            if (e.getCause() instanceof Error error) {
                                throw error;
                            }
                            throw new IllegalStateException(e);
                        } catch (IllegalAccessException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                });
    }

    private static Design.Hearing oneByOne(Design.Hearing hearing) {
        return (feed, batch) -> {
            for (int i = 0; i < batch.facts().size(); i++) {
                hearing.apply(feed, new Inbox.Batch(List.of(batch.facts().get(i)), List.of(), Map.of()));
            }
            hearing.apply(feed, new Inbox.Batch(List.of(), batch.strays(), batch.nextOffsets()));
        };
    }

    private static HeardStream atLeast(HeardStream stream, long least) {
        return stream.lastSequence() < least ? at(stream, least) : stream;
    }

    private static HeardStream at(HeardStream stream, long place) {
        return new HeardStream(stream.key(), stream.topic(), place, null, stream.lastAt(), stream.state());
    }

    private static Heard moved(Heard row, HeardFact fact) {
        return new Heard(
                row.topic(),
                row.part(),
                fact.sequence(),
                fact.envelope().id(),
                fact.envelope().occurredAt(),
                State.OK,
                row.stateSince(),
                null,
                0,
                row.askedAt());
    }

    /** Notes the fact in a transaction of its own, if it is the next one. */
    private static boolean note(Design.Ground ground, String consumer, HeardFact fact) {
        var kit = ground.kit();
        var noted = new boolean[1];
        ground.work().inKit(() -> {
            Map<StreamKey, String> topics = Map.of(fact.stream(), fact.topic());
            Collection<HeardStream> streams =
                    ground.store().lock(consumer, topics).values();
            streams.forEach(stream -> kit.database().run("note", () -> {
                var key = new HeardKey(consumer, stream.key());
                var row = kit.database().lock(kit.streams, key);
                noted[0] = row != null && row.state() == State.OK && row.lastSequence() + 1 == fact.sequence();
                if (noted[0]) {
                    kit.database().put(kit.streams, key, moved(Objects.requireNonNull(row), fact));
                }
            }));
        });
        return noted[0];
    }
}
