package org.kith.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.platform.inbox.Envelope;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.InboxStore;
import org.kith.platform.inbox.Quarantined;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.outbox.Relay;
import org.kith.platform.reconciliation.Reconciliation;

/** One service: its database, what it hears, and what each of its machines runs. */
abstract class Service {

    static final Duration LEASE = Duration.ofSeconds(6);
    private static final long LONGEST_PAUSE = 5_000_000;
    private static final Duration RECONCILE_EVERY = Duration.ofSeconds(10);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofSeconds(2));
    private static final int LONGEST_CONTENT = 262_144;

    /** A topic this service hears, under one name. */
    record Hears(String publisher, String consumer, String topic) {}

    private final World world;
    private final Kit kit;

    Service(World world, String name) {
        this.world = world;
        var database = new Database(world.scheduler(), world.chance(), world.faults(), name);
        this.kit = new Kit(database, name, world.promises());
    }

    World world() {
        return world;
    }

    Kit kit() {
        return kit;
    }

    String name() {
        return kit.service();
    }

    abstract List<Hears> hears();

    abstract void react(Feed feed, Life life);

    /** What its machines do besides. */
    abstract void work(Machine machine, Life life);

    boolean speaks() {
        return true;
    }

    /** One life of one machine. */
    final class Life {

        private final Machine machine;
        private final Inbox inbox;
        private final InboxStore store;
        private final List<Consumer> consumers = new ArrayList<>();
        private Set<Integer> heldParts = Set.of();
        private @Nullable Strand relay;
        private boolean relayRests;

        Life(Machine machine) {
            this.machine = machine;
            this.store = world.design().inboxStore(new MadeUpInboxStore(kit));
            this.inbox = newInbox(store);
        }

        void begin() {
            if (speaks()) {
                relay = machine.begin("relay", this::relay);
            }
            var hearing = world.design().hearing(new Design.Ground(inbox, store, work(), kit));
            for (var heard : hears()) {
                var consumer = new Consumer(world, machine, feed(heard), heard.topic(), store, hearing);
                consumers.add(consumer);
                machine.begin(heard.consumer(), consumer::run);
            }
            machine.begin("positions", this::reconcile);
            Service.this.work(machine, this);
        }

        Machine machine() {
            return machine;
        }

        Clock clock() {
            return machine.clock();
        }

        /** Keeps a fact in the running transaction, and wakes the relay of this machine once it is committed. */
        long announce(String council, Announcement fact, boolean poisoned) {
            long sequence = kit.announce(council, fact, world.chance().uuid().toString(), clock(), poisoned);
            kit.database().afterCommit(this::wakeRelay);
            return sequence;
        }

        private void wakeRelay() {
            var sleeping = relay;
            if (sleeping != null && relayRests) {
                relayRests = false;
                sleeping.wake(100);
            }
        }

        /** The loop of the relay's runner. */
        private void relay() {
            var queue = world.design()
                    .queue(new MadeUpRelayStore(kit, world.design().fenced()), kit);
            var producer = world.design().producer(world.broker().producer(name()));
            var running = new Relay(machine + "#" + machine.life(), queue, producer, clock(), LEASE);
            var me = world.scheduler().running();
            long pause = world.relayPause();
            while (true) {
                long idle = world.relayPause();
                try {
                    var round = running.round();
                    heldParts = running.heldParts();
                    pause = round.failed() > 0 ? longer(pause) : round.busy() ? 0 : idle;
                } catch (RuntimeException fault) {
                    world.scheduler().note("the relay pauses");
                    heldParts = Set.of();
                    pause = longer(pause);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (pause > 0) {
                    relayRests = pause <= idle;
                    me.block(pause);
                    relayRests = false;
                }
            }
        }

        private long longer(long pause) {
            return Math.min(LONGEST_PAUSE, Math.max(500_000, pause * 2));
        }

        private void reconcile() {
            var me = world.scheduler().running();
            var topic = world.positions();
            var reading = new Reading();
            var reconciliation = new Reconciliation(
                    name(),
                    new Positions.Said(kit),
                    new Positions.Listened(kit, reading),
                    new Positions.Board(world.broker(), topic),
                    new Sender(),
                    clock(),
                    RECONCILE_EVERY);
            int place = topic.end();
            while (true) {
                me.sleep(500_000 + world.chance().below(500_000));
                try {
                    if (world.reconciles() && world.design().asksForWhatIsMissing()) {
                        var told = topic.from(place);
                        place += told.size();
                        reconciliation.take(told);
                        reconciliation.doWhatIsDue();
                    } else {
                        reading.consumers().forEach(reading::goOn);
                    }
                } catch (RuntimeException fault) {
                    world.scheduler().note("the reconciler starts again");
                    me.sleep(1_000_000);
                    place = topic.end();
                }
            }
        }

        private final class Sender implements Reconciliation.Sender {

            @Override
            public Set<Integer> heldParts() {
                return heldParts;
            }

            @Override
            public void wake() {
                wakeRelay();
            }
        }

        private final class Reading implements Positions.Reading {

            @Override
            public List<String> consumers() {
                return consumers.stream()
                        .map(consumer -> consumer.feed().consumer())
                        .toList();
            }

            @Override
            public boolean reads(String consumer, String publisher, String topic, int partition) {
                return consumers.stream()
                        .anyMatch(one ->
                                one.feed().consumer().equals(consumer) && one.reads(publisher, topic, partition));
            }

            @Override
            public void goOn(String consumer) {
                for (var one : consumers) {
                    if (one.feed().consumer().equals(consumer)) {
                        store.ready(consumer).forEach((stream, topic) -> inbox.goOn(one.feed(), stream, topic));
                    }
                }
            }
        }

        /** An operator tries every parked stream of this service again. */
        void replayParked() {
            for (var council : World.COUNCILS) {
                for (var standing : store.standing(council, 0, Integer.MAX_VALUE)) {
                    if (standing.state().equals("PARKED")) {
                        var feed = feedOf(standing.consumer());
                        inbox.replay(
                                feed,
                                standing.stream(),
                                store.topicOf(standing.consumer(), standing.stream())
                                        .orElseThrow());
                    }
                }
            }
        }

        private Feed feedOf(String consumer) {
            return hears().stream()
                    .filter(heard -> heard.consumer().equals(consumer))
                    .map(this::feed)
                    .findFirst()
                    .orElseThrow();
        }

        Feed feed(Hears heard) {
            var feed = new Feed(heard.publisher(), heard.consumer(), (itself, message) -> {
                throw new IllegalStateException("Nothing is bound here");
            });
            react(feed, this);
            return feed;
        }

        Inbox inbox() {
            return inbox;
        }

        InboxStore store() {
            return store;
        }
    }

    InboxWork work() {
        return new InboxWork(world.scheduler(), kit);
    }

    private Inbox newInbox(InboxStore store) {
        return new Inbox(store, work(), QUIET, PAUSES, LONGEST_CONTENT);
    }

    private static final Inbox.Watch QUIET = new Inbox.Watch() {
        @Override
        public void applied(Feed feed, HeardFact fact) {}

        @Override
        public void repeated(Feed feed, HeardFact fact) {}

        @Override
        public void parked(Feed feed, HeardFact fact, InboxStore.Reason reason) {}

        @Override
        public void refused(Feed feed, HeardFact fact, String code) {}

        @Override
        public void quarantined(Feed feed, Quarantined stray) {}
    };

    /** Notes, in the reaction's own transaction, that the fact had its effect; refuses what comes twice or out of order. */
    void effect(Feed feed, Envelope envelope) {
        var stream = new StreamKey(envelope.council(), envelope.publisher(), envelope.key());
        var heard = new Kit.HeardKey(feed.consumer(), stream);
        kit.database().run("effect", () -> {
            var place = new Kit.HeardPlace(heard, envelope.sequence());
            var effects = kit.database().all(kit.effects);
            if (effects.containsKey(place)) {
                throw new Breach(
                        "I4 once", feed.consumer() + " applied " + envelope.sequence() + " of " + stream + " twice");
            }
            for (long before = envelope.sequence() - 1; before > 0; before--) {
                var earlier = new Kit.HeardPlace(heard, before);
                if (effects.containsKey(earlier)) {
                    break;
                }
                if (kit.database().get(kit.refusals, earlier) == null && world.isHeard(feed, stream, before)) {
                    throw new Breach(
                            "I4 order",
                            feed.consumer() + " applied " + envelope.sequence() + " of " + stream + " before "
                                    + before);
                }
            }
            kit.database().put(kit.effects, place, envelope.id());
        });
    }
}
