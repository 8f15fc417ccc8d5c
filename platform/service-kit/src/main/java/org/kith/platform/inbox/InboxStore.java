package org.kith.platform.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** What the inbox keeps. Every method runs in the caller's transaction. */
interface InboxStore {

    /** Why a fact is parked. */
    enum Reason {
        GAP,
        WAITING_FOR_JOIN,
        UNREADABLE,
        FAULT,
        FORKED,
        BEHIND
    }

    /** Locks these streams in order, making those that are new; {@code topics} says where each was heard. */
    Map<StreamKey, HeardStream> lock(String consumer, Map<StreamKey, String> topics);

    /** How far a stream was heard, without locking it. */
    long lastSequence(String consumer, StreamKey stream);

    void keep(String consumer, Collection<HeardStream> changed);

    void park(String consumer, HeardFact fact, Reason reason, @Nullable String detail);

    void unpark(String consumer, HeardFact fact);

    /** The parked fact at this place of the stream. */
    Optional<HeardFact> parked(String consumer, StreamKey stream, long sequence);

    /** Whether anything of the stream is parked beyond this place. */
    boolean anyParkedAfter(String consumer, StreamKey stream, long sequence);

    /** Streams of this council that wait for the absorbed one to reach its end, and may go on now. */
    List<StreamKey> waitingFor(String consumer, StreamKey absorbed, long absorbedLastSequence);

    /** Streams that stand still although the next fact is at hand or the join they wait for is done; with their topics. */
    Map<StreamKey, String> ready(String consumer);

    void refused(String consumer, HeardFact fact, Refusal refusal);

    void quarantine(String consumer, List<Quarantined> strays);

    void offsets(String consumer, Map<TopicPlace, Long> nextOffsets);

    Map<TopicPlace, Long> offsets(String consumer);

    /** A partition of a topic. */
    record TopicPlace(String topic, int partition) {}
}
