package org.kith.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.faults.FaultKind;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.InboxStore.Reason;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies facts: each once, in the order of its stream, its effect and the note that it was heard in one transaction. A batch is
 * one transaction for each council; if that fails, one for each stream; if that fails, one for each fact. A fact that cannot be
 * applied parks its stream and nothing else; a refusal is an answer.
 */
public final class Inbox {

    /** Where transactions, council and actor come from. */
    public interface Work {

        /** Runs in a new transaction of the council, as this service. */
        void inCouncil(String council, Runnable work);

        /** Runs in a new transaction that touches the inbox's own tables only. */
        void inKit(Runnable work);

        /** Runs a reaction with what led to it bound. */
        void causedBy(HeardFact fact, Runnable reaction);

        /** Raises the task that somebody looks at an answer or a parked stream. */
        void raise(String kind, HeardFact fact, String reasonCode);

        /** Ends that task. */
        void settle(String kind, StreamKey stream);

        /** Whether the fault is of the database or the way to it, and says nothing about the fact. */
        boolean isOutage(RuntimeException fault);

        void pause(Duration pause);
    }

    /** Listens to what happens, for figures and tests. */
    public interface Watch {

        void applied(Feed feed, HeardFact fact);

        void repeated(Feed feed, HeardFact fact);

        void parked(Feed feed, HeardFact fact, Reason reason);

        void refused(Feed feed, HeardFact fact, String code);

        void quarantined(Feed feed, Quarantined stray);
    }

    /** One polled batch, read as far as its outside goes. */
    public record Batch(List<HeardFact> facts, List<Quarantined> strays, Map<TopicPlace, Long> nextOffsets) {}

    /** A reaction said no; its transaction is given up and the fact is answered in the next one. */
    private static final class RefusedWhileHearing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient HeardFact fact;
        private final transient Refusal refusal;

        RefusedWhileHearing(HeardFact fact, Refusal refusal) {
            super(refusal.code(), null, false, false);
            this.fact = fact;
            this.refusal = refusal;
        }
    }

    /** The task that somebody looks at a stream that stands still. */
    public static final String PARKED_STREAM = "PARKED_STREAM";
    /** The task that somebody looks at a fact that was answered with no. */
    public static final String HEARD_REFUSAL = "HEARD_REFUSAL";

    private static final String JOINED = "family.joined.v1";
    private static final int MOST_LOOKED_AT = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final InboxStore store;
    private final Work work;
    private final Watch watch;
    private final List<Duration> pausesBeforeParking;
    private final int longestContent;

    public Inbox(InboxStore store, Work work, Watch watch, List<Duration> pausesBeforeParking, int longestContent) {
        this.store = store;
        this.work = work;
        this.watch = watch;
        this.pausesBeforeParking = List.copyOf(pausesBeforeParking);
        this.longestContent = longestContent;
    }

    /** Applies a batch. If it throws, the store was out of reach and the batch has to come again. */
    public void apply(Feed feed, Batch batch) {
        var byCouncil = new LinkedHashMap<String, List<HeardFact>>();
        for (var fact : batch.facts()) {
            byCouncil
                    .computeIfAbsent(fact.envelope().council(), council -> new ArrayList<>())
                    .add(fact);
        }
        Runnable note = () -> {
            store.quarantine(feed.consumer(), batch.strays());
            Failpoint.INBOX_BEFORE_OFFSETS.hit();
            store.offsets(feed.consumer(), batch.nextOffsets());
            Failpoint.INBOX_AFTER_OFFSETS.hit();
        };
        boolean noted = false;
        int left = byCouncil.size();
        for (var council : byCouncil.entrySet()) {
            left--;
            noted = applyTogether(feed, council.getKey(), council.getValue(), left == 0 ? note : null);
        }
        if (!noted) {
            work.inKit(note);
        }
        batch.strays().forEach(stray -> watch.quarantined(feed, stray));
    }

    private boolean applyTogether(Feed feed, String council, List<HeardFact> facts, @Nullable Runnable note) {
        try {
            transact(feed, council, facts, Map.of(), note, true);
            return note != null;
        } catch (RuntimeException fault) {
            if (work.isOutage(fault)) {
                throw fault;
            }
            LOG.debug("{} facts are applied stream by stream: {}", facts.size(), FaultKind.of(fault));
        }
        var byStream = new LinkedHashMap<StreamKey, List<HeardFact>>();
        facts.forEach(fact -> byStream.computeIfAbsent(fact.stream(), stream -> new ArrayList<>())
                .add(fact));
        byStream.values().forEach(stream -> applyStream(feed, council, stream));
        return false;
    }

    private void applyStream(Feed feed, String council, List<HeardFact> facts) {
        if (facts.size() > 1) {
            try {
                transact(feed, council, facts, Map.of(), null, true);
                return;
            } catch (RuntimeException fault) {
                if (work.isOutage(fault)) {
                    throw fault;
                }
            }
        }
        facts.forEach(fact -> applyOne(feed, council, fact));
    }

    private void applyOne(Feed feed, String council, HeardFact fact) {
        if (applyAlone(feed, council, fact)) {
            goOn(feed, fact.stream(), fact.topic());
        }
    }

    /** Applies one fact in a transaction of its own. True if parked facts may follow on it now. */
    private boolean applyAlone(Feed feed, String council, HeardFact fact) {
        var answers = new HashMap<String, Refusal>();
        int attempt = 0;
        while (true) {
            try {
                return transact(feed, council, List.of(fact), answers, null, false);
            } catch (RefusedWhileHearing refused) {
                answers.put(placeOf(refused.fact), refused.refusal);
            } catch (RuntimeException fault) {
                if (work.isOutage(fault)) {
                    throw fault;
                }
                if (attempt == pausesBeforeParking.size()) {
                    parkAfterFault(feed, council, fact, FaultKind.of(fault));
                    return false;
                }
                work.pause(pausesBeforeParking.get(attempt));
                attempt++;
            }
        }
    }

    private void parkAfterFault(Feed feed, String council, HeardFact fact, String kind) {
        work.causedBy(
                fact,
                () -> LOG.error(
                        "{} parks {} of {}: {}",
                        feed.consumer(),
                        fact.envelope().type(),
                        fact.stream(),
                        kind));
        work.inCouncil(council, () -> {
            var streams = store.lock(feed.consumer(), Map.of(fact.stream(), fact.topic()));
            var stream = locked(streams, fact.stream());
            if (fact.sequence() == stream.lastSequence() + 1) {
                parkHere(feed, stream, fact, Reason.FAULT, kind);
            }
            store.keep(feed.consumer(), streams.values());
        });
    }

    private boolean transact(
            Feed feed,
            String council,
            List<HeardFact> facts,
            Map<String, Refusal> answers,
            @Nullable Runnable note,
            boolean draining) {
        var joined = new LinkedHashSet<HeardFact>();
        var after = new ArrayList<Runnable>();
        var gaps = new ArrayList<StreamKey>();
        work.inCouncil(council, () -> {
            joined.clear();
            after.clear();
            gaps.clear();
            var topics = new TreeMap<StreamKey, String>();
            facts.forEach(fact -> topics.put(fact.stream(), fact.topic()));
            var streams = store.lock(feed.consumer(), topics);
            var contents = new Contents();
            lookAhead(feed, streams, facts, contents);
            for (var fact : facts) {
                var stream = locked(streams, fact.stream());
                take(feed, stream, fact, contents, answers, joined, after, draining);
                if (stream.state() == State.GAP) {
                    gaps.add(stream.key());
                }
            }
            store.keep(feed.consumer(), streams.values());
            if (note != null) {
                note.run();
            }
            Failpoint.INBOX_BEFORE_COMMIT.hit();
        });
        Failpoint.INBOX_AFTER_COMMIT.hit();
        after.forEach(Runnable::run);
        joined.forEach(end -> drainWaiting(feed, end));
        return !gaps.isEmpty();
    }

    private void take(
            Feed feed,
            HeardStream stream,
            HeardFact fact,
            Contents contents,
            Map<String, Refusal> answers,
            Set<HeardFact> joined,
            List<Runnable> after,
            boolean draining) {
        if (fact.sequence() <= stream.lastSequence()) {
            // a person who has decided which of the two it was is not asked again when the other is heard once more
            if (stream.isForkedBy(fact) && !store.isAside(feed.consumer(), fact)) {
                LOG.error("{}: two facts claim place {} of {}", feed.consumer(), fact.sequence(), fact.stream());
                parkHere(feed, stream, fact, Reason.FORKED, null);
            } else {
                after.add(() -> watch.repeated(feed, fact));
            }
            return;
        }
        switch (stream.state()) {
            case PARKED -> {
                if (takesThePlaceOfBadBytes(feed, stream, fact)) {
                    work.settle(PARKED_STREAM, stream.key());
                    stream.turn(State.GAP);
                    if (applied(feed, stream, fact, contents, answers, joined, after) && draining) {
                        drain(feed, stream, contents, answers, joined, after);
                    }
                } else {
                    park(feed, fact, Reason.BEHIND, null);
                }
            }
            case WAITING_FOR_JOIN -> park(feed, fact, Reason.BEHIND, null);
            case OK, GAP -> {
                if (fact.sequence() == stream.lastSequence() + 1) {
                    boolean behindGap = stream.state() == State.GAP;
                    boolean applied = applied(feed, stream, fact, contents, answers, joined, after);
                    if (applied && behindGap) {
                        store.unpark(feed.consumer(), fact);
                    }
                    if (applied && behindGap && draining) {
                        drain(feed, stream, contents, answers, joined, after);
                    }
                } else {
                    park(feed, fact, Reason.GAP, null);
                    stream.turn(State.GAP);
                }
            }
        }
    }

    /** A copy that can be read, of the very fact whose bytes could not: those go into quarantine, as evidence. */
    private boolean takesThePlaceOfBadBytes(Feed feed, HeardStream stream, HeardFact fact) {
        if (fact.sequence() != stream.lastSequence() + 1 || !isReadable(feed, fact)) {
            return false;
        }
        boolean replaced = store.setUnreadableAside(feed.consumer(), fact);
        if (replaced) {
            LOG.warn("{} has a readable copy of fact {} of {}", feed.consumer(), fact.sequence(), fact.stream());
        }
        return replaced;
    }

    /** Applies what was parked, as far as it follows on without a gap. */
    private void drain(
            Feed feed,
            HeardStream stream,
            Contents contents,
            Map<String, Refusal> answers,
            Set<HeardFact> joined,
            List<Runnable> after) {
        while (true) {
            var next = store.parked(feed.consumer(), stream.key(), stream.lastSequence() + 1);
            if (next.isEmpty()) {
                stream.turn(
                        store.anyParkedAfter(feed.consumer(), stream.key(), stream.lastSequence())
                                ? State.GAP
                                : State.OK);
                return;
            }
            if (!applied(feed, stream, next.get(), contents, answers, joined, after)) {
                return;
            }
            store.unpark(feed.consumer(), next.get());
        }
    }

    /** The next fact in order has its effect. False if it cannot have it now, and is parked. */
    private boolean applied(
            Feed feed,
            HeardStream stream,
            HeardFact fact,
            Contents contents,
            Map<String, Refusal> answers,
            Set<HeardFact> joined,
            List<Runnable> after) {
        var refusal = answers.get(placeOf(fact));
        if (refusal != null) {
            store.refused(feed.consumer(), fact, refusal);
            work.raise(HEARD_REFUSAL, fact, refusal.code());
            stream.advance(fact);
            after.add(() -> watch.refused(feed, fact, refusal.code()));
            return true;
        }
        try {
            if (fact.raw() == null || fact.raw().length > longestContent) {
                parkHere(feed, stream, fact, Reason.UNREADABLE, fact.raw() == null ? "No content" : "Too long");
                return false;
            }
            if (fact.envelope().type().equals(JOINED)) {
                var join = contents.of(fact, FamilyJoinedV1.class);
                boolean survivor = join.familyId().equals(join.survivorFamilyId());
                if (survivor && mustWait(feed, stream, fact, join)) {
                    return false;
                }
                if (!survivor) {
                    joined.add(fact);
                }
            }
            Failpoint.INBOX_BEFORE_APPLY.hit();
            react(feed, fact, contents);
            Failpoint.INBOX_AFTER_APPLY.hit();
        } catch (FactJson.Unreadable e) {
            work.causedBy(
                    fact,
                    () -> LOG.error(
                            "{} parks {} of {}: {}",
                            feed.consumer(),
                            fact.envelope().type(),
                            fact.stream(),
                            e.getMessage()));
            parkHere(feed, stream, fact, Reason.UNREADABLE, e.getMessage());
            return false;
        }
        stream.advance(fact);
        after.add(() -> watch.applied(feed, fact));
        return true;
    }

    private boolean mustWait(Feed feed, HeardStream stream, HeardFact fact, FamilyJoinedV1 join) {
        var absorbed = new StreamKey(
                fact.envelope().council(),
                fact.envelope().publisher(),
                join.absorbedFamilyId().toString());
        if (store.lastSequence(feed.consumer(), absorbed) >= join.absorbedLastSequence()) {
            return false;
        }
        park(feed, fact, Reason.WAITING_FOR_JOIN, null);
        stream.waitFor(absorbed.key(), join.absorbedLastSequence());
        return true;
    }

    /** Tells those who prepare for a whole batch which facts are about to have their effect. */
    private void lookAhead(Feed feed, Map<StreamKey, HeardStream> streams, List<HeardFact> facts, Contents contents) {
        if (feed.ahead().isEmpty()) {
            return;
        }
        var next = new ArrayList<Announcement>();
        for (var fact : facts) {
            var stream = locked(streams, fact.stream());
            var reactions = feed.reactionsTo(fact.envelope().type());
            if (reactions.isEmpty()
                    || fact.raw() == null
                    || fact.raw().length > longestContent
                    || fact.sequence() <= stream.lastSequence()
                    || stream.state() == State.PARKED
                    || stream.state() == State.WAITING_FOR_JOIN) {
                continue;
            }
            try {
                next.add(contents.of(fact, reactions.getFirst().fact()));
            } catch (FactJson.Unreadable e) {
                LOG.debug("{} cannot be read ahead: {}", fact.stream(), e.getMessage());
            }
        }
        if (!next.isEmpty()) {
            feed.ahead().forEach(preparation -> preparation.accept(next));
        }
    }

    /** What facts say, each read once however many react to it. */
    private static final class Contents {

        private final IdentityHashMap<HeardFact, Announcement> read = new IdentityHashMap<>();

        <T extends Announcement> T of(HeardFact fact, Class<T> type) throws FactJson.Unreadable {
            var known = read.get(fact);
            if (type.isInstance(known)) {
                return type.cast(known);
            }
            var content = content(fact, type);
            read.put(fact, content);
            return content;
        }
    }

    private void react(Feed feed, HeardFact fact, Contents contents) throws FactJson.Unreadable {
        for (var reaction : feed.reactionsTo(fact.envelope().type())) {
            react(reaction, fact, contents);
        }
    }

    private static <T extends Announcement> T content(HeardFact fact, Class<T> type) throws FactJson.Unreadable {
        T content = FactJson.read(fact.raw(), type);
        if (!content.key().equals(fact.envelope().key())) {
            throw new FactJson.Unreadable("The key inside is another than the one outside");
        }
        return content;
    }

    private <T extends Announcement> void react(Feed.Reaction<T> reaction, HeardFact fact, Contents contents)
            throws FactJson.Unreadable {
        T content = contents.of(fact, reaction.fact());
        try {
            work.causedBy(fact, () -> reaction.act().accept(content, fact.envelope()));
        } catch (Refusal refusal) {
            throw new RefusedWhileHearing(fact, refusal);
        } catch (Invalid invalid) {
            throw new RefusedWhileHearing(
                    fact, new Refusal("invalid", invalid.problems().size() + " fields cannot be taken"));
        }
    }

    private void parkHere(Feed feed, HeardStream stream, HeardFact fact, Reason reason, @Nullable String detail) {
        park(feed, fact, reason, detail);
        stream.turn(State.PARKED);
        work.raise(PARKED_STREAM, fact, reason.name());
    }

    private void park(Feed feed, HeardFact fact, Reason reason, @Nullable String detail) {
        store.park(feed.consumer(), fact, reason, detail);
        watch.parked(feed, fact, reason);
    }

    /** The absorbed stream came to its end: the survivor's may go on. */
    private void drainWaiting(Feed feed, HeardFact end) {
        for (var stream : store.waitingFor(feed.consumer(), end.stream(), end.sequence())) {
            goOn(feed, stream, end.topic());
        }
    }

    /**
     * Goes on with a stream that waited, in order, a transaction for each parked fact.
     *
     * @return how many parked facts had their effect
     */
    public int goOn(Feed feed, StreamKey key, String topic) {
        int done = 0;
        while (true) {
            var next = nextOf(feed, key, topic);
            if (next == null) {
                return done;
            }
            long before = store.lastSequence(feed.consumer(), key);
            applyAlone(feed, key.council(), next);
            if (store.lastSequence(feed.consumer(), key) == before) {
                return done;
            }
            done++;
        }
    }

    /**
     * What a replay did.
     *
     * @param applied how many parked facts had their effect
     * @param setAside how many were put into quarantine, because another fact has had its effect at their place
     */
    public record Replayed(int applied, int setAside) {}

    /**
     * Tries a parked stream again from where it stopped, after whatever was wrong was put right. Facts that claim a taken place
     * are set aside; a place is not taken by a fact that was given up, since that had no effect.
     */
    public Replayed replay(Feed feed, StreamKey key, String topic) {
        work.inCouncil(key.council(), () -> {
            var streams = store.lock(feed.consumer(), Map.of(key, topic));
            var stream = locked(streams, key);
            if (hasFreePlace(feed, stream)) {
                stream.reopen();
                store.keep(feed.consumer(), streams.values());
            }
        });
        return replayed(feed, key, topic);
    }

    private Replayed replayed(Feed feed, StreamKey key, String topic) {
        int aside = setForkedAside(feed, key, topic);
        int done = goOn(feed, key, topic);
        // what claimed the same place as one that could be heard
        aside += setForkedAside(feed, key, topic);
        return new Replayed(done, aside);
    }

    /**
     * A place of a stream that stands still, which more than one readable fact claims.
     *
     * @param sequence the place
     * @param heard id of the one that has had its effect, at the last place; empty if none has, or nobody knows it any more
     * @param claims ids of the others, the first that came first
     */
    public record Doubt(long sequence, String heard, List<String> claims) {}

    /** Where a person must say which fact is true; what cannot be read is not, and what was given up had no effect. */
    List<Doubt> doubts(Feed feed, StreamKey key, String topic) {
        var found = new ArrayList<Doubt>();
        work.inCouncil(key.council(), () -> {
            found.clear();
            var stream = locked(store.lock(feed.consumer(), Map.of(key, topic)), key);
            boolean free = hasFreePlace(feed, stream);
            var claims = new TreeMap<Long, List<String>>();
            store.parkedOf(feed.consumer(), key, MOST_LOOKED_AT).stream()
                    .map(InboxStore.Parked::fact)
                    .filter(fact -> isReadable(feed, fact))
                    .forEach(fact -> claims.computeIfAbsent(fact.sequence(), place -> new ArrayList<>())
                            .add(fact.envelope().id()));
            claims.forEach((place, ids) -> {
                boolean heard = place <= stream.lastSequence() && !free;
                if (heard && place == stream.lastSequence() && stream.state() == State.PARKED) {
                    found.add(new Doubt(place, Objects.requireNonNullElse(stream.lastEvent(), ""), List.copyOf(ids)));
                } else if (!heard && ids.size() > 1) {
                    found.add(new Doubt(place, "", List.copyOf(ids)));
                }
            });
        });
        return List.copyOf(found);
    }

    /** Puts whatever else claims a place that was not heard yet into quarantine. */
    void settle(Feed feed, StreamKey key, long place, String trueFact) {
        work.inCouncil(key.council(), () -> store.setForkedAsideBut(feed.consumer(), key, place, trueFact));
    }

    /**
     * Hears the second of two facts that claim the last place of a stream too: a person has found the first to be none of its
     * publisher's. What that may have done here stays. It is heard from quarantine as well, as long as nothing was heard behind it.
     *
     * @param eventId which one, where several claim the place; none for the one that stands there
     * @throws Refusal if there is none such
     */
    Replayed replayWithSecond(Feed feed, StreamKey key, String topic, @Nullable String eventId) {
        work.inCouncil(key.council(), () -> {
            var streams = store.lock(feed.consumer(), Map.of(key, topic));
            var stream = locked(streams, key);
            long place = stream.lastSequence();
            var second = (isForked(feed, stream)
                            ? store.parkedOf(feed.consumer(), key, MOST_LOOKED_AT).stream()
                                    .map(InboxStore.Parked::fact)
                                    .filter(fact -> fact.sequence() == place)
                                    .map(fact -> fact.envelope().id())
                                    .filter(id -> eventId == null || id.equals(eventId))
                                    .findFirst()
                            : Optional.<String>empty())
                    .or(() -> store.bringBack(feed.consumer(), key, stream.topic(), place, stream.lastEvent(), eventId))
                    .orElseThrow(() -> new Refusal(
                            "not-forked",
                            "No second fact claims the last place that was heard",
                            "Where others were heard behind it, what it told is entered by hand; else look at the list of parked"
                                    + " streams again"));
            store.setForkedAsideBut(feed.consumer(), key, place, second);
            stream.reopen();
            store.keep(feed.consumer(), streams.values());
        });
        return replayed(feed, key, topic);
    }

    /** The last place was had by a fact that was given up, and another fact claims it. */
    private boolean hasFreePlace(Feed feed, HeardStream stream) {
        var last = stream.lastEvent();
        return last != null
                && isForked(feed, stream)
                && store.isGivenUpAside(feed.consumer(), stream.key(), stream.topic(), last);
    }

    private boolean isForked(Feed feed, HeardStream stream) {
        return stream.state() == State.PARKED
                && store.parked(feed.consumer(), stream.key(), stream.lastSequence())
                        .isPresent();
    }

    /** The place of the fact that a replay would try first. */
    long placeOfReplay(Feed feed, StreamKey key, String topic) {
        var place = new ArrayList<Long>(1);
        work.inCouncil(key.council(), () -> {
            place.clear();
            var stream = locked(store.lock(feed.consumer(), Map.of(key, topic)), key);
            place.add(hasFreePlace(feed, stream) ? stream.lastSequence() : stream.lastSequence() + 1);
        });
        return place.getFirst();
    }

    private int setForkedAside(Feed feed, StreamKey key, String topic) {
        var aside = new ArrayList<Integer>(1);
        work.inCouncil(key.council(), () -> {
            aside.clear();
            var streams = store.lock(feed.consumer(), Map.of(key, topic));
            aside.add(store.setForkedAside(
                    feed.consumer(), key, locked(streams, key).lastSequence()));
        });
        return aside.getFirst();
    }

    /**
     * Gives up a fact that will never be heard: it is set aside as evidence, without any effect, and its stream goes on behind
     * it; or at it, where another fact claims the same place.
     *
     * @param sequence its place, so that a second press of the button gives up nothing else
     * @return how many parked facts had their effect afterwards
     * @throws Refusal if the stream is not parked at this fact
     */
    int giveUp(Feed feed, StreamKey key, String topic, long sequence) {
        work.inCouncil(key.council(), () -> {
            var streams = store.lock(feed.consumer(), Map.of(key, topic));
            var stream = locked(streams, key);
            var next = store.stoppedAt(feed.consumer(), key, sequence);
            if (stream.state() != State.PARKED || stream.lastSequence() + 1 != sequence || next.isEmpty()) {
                throw new Refusal(
                        "not-parked-there",
                        "The stream does not stand still at this fact",
                        "Look at the list of parked streams again; only the fact right behind the last one heard can be given up");
            }
            store.setForkedAside(feed.consumer(), key, stream.lastSequence());
            store.setGivenUpAside(feed.consumer(), next.get());
            boolean another = store.parked(feed.consumer(), key, sequence).isPresent();
            if (!another) {
                stream.advance(next.get());
            }
            stream.turn(another || store.anyParkedAfter(feed.consumer(), key, sequence) ? State.GAP : State.OK);
            work.settle(PARKED_STREAM, key);
            store.keep(feed.consumer(), streams.values());
        });
        LOG.warn("{} gives up fact {} of {}", feed.consumer(), sequence, key);
        return goOn(feed, key, topic);
    }

    /** Whether a parked fact can be read by those who act on it. */
    boolean isReadable(Feed feed, HeardFact fact) {
        if (fact.raw() == null || fact.raw().length > longestContent) {
            return false;
        }
        try {
            if (fact.envelope().type().equals(JOINED)) {
                FactJson.read(fact.raw(), FamilyJoinedV1.class);
            }
            for (var reaction : feed.reactionsTo(fact.envelope().type())) {
                content(fact, reaction.fact());
            }
            return true;
        } catch (FactJson.Unreadable e) {
            return false;
        }
    }

    private @Nullable HeardFact nextOf(Feed feed, StreamKey key, String topic) {
        var found = new ArrayList<HeardFact>(1);
        work.inCouncil(key.council(), () -> {
            found.clear();
            var streams = store.lock(feed.consumer(), Map.of(key, topic));
            var stream = locked(streams, key);
            store.parked(feed.consumer(), key, stream.lastSequence() + 1).ifPresent(found::add);
            if (stream.state() == State.PARKED) {
                work.settle(PARKED_STREAM, key);
            }
            boolean more = store.anyParkedAfter(feed.consumer(), key, stream.lastSequence());
            stream.turn(more ? State.GAP : State.OK);
            store.keep(feed.consumer(), streams.values());
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private static HeardStream locked(Map<StreamKey, HeardStream> streams, StreamKey key) {
        var stream = streams.get(key);
        if (stream == null) {
            throw new IllegalStateException("The stream was not locked");
        }
        return stream;
    }

    private static String placeOf(HeardFact fact) {
        return fact.stream() + "/" + fact.sequence();
    }
}
