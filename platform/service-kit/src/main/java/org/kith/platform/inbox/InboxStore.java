package org.kith.platform.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** What the inbox keeps. Every method runs in the caller's transaction. */
public interface InboxStore {

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

    /** The parked fact at this place of the stream; where several claim it, one that can be read before one that cannot. */
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

    /** The parked facts of a stream in order, at most {@code limit}. */
    List<Parked> parkedOf(String consumer, StreamKey stream, int limit);

    /** Puts facts that claim a place already taken into quarantine, where they stay as evidence. */
    int setForkedAside(String consumer, StreamKey stream, long lastSequence);

    /** The same for a single place, without one fact that claims it. */
    default int setForkedAsideBut(String consumer, StreamKey stream, long sequence, String eventId) {
        throw new UnsupportedOperationException("This store keeps no second fact of a place");
    }

    /**
     * Parks a fact again that was put into quarantine since another had taken its place; the evidence stays.
     *
     * @param heard the id of what has had its effect there, which is never brought back
     * @param eventId its id; the last one that claimed the place, where none is said
     * @return the id of what is parked; empty if there is none such, or as it was kept nobody knows who said it
     */
    default Optional<String> bringBack(
            String consumer,
            StreamKey stream,
            String topic,
            long sequence,
            @Nullable String heard,
            @Nullable String eventId) {
        return Optional.empty();
    }

    /** Whether a person has put this fact into quarantine, because it claimed a place already taken or because they gave it up. */
    boolean isAside(String consumer, HeardFact fact);

    /** Puts a fact that is given up into quarantine, where it stays as evidence, and takes it out of the stream's way. */
    default void setGivenUpAside(String consumer, HeardFact fact) {
        throw new UnsupportedOperationException("This store keeps no evidence");
    }

    /** Whether the fact of that id was given up, so that it had no effect. */
    default boolean isGivenUpAside(String consumer, StreamKey stream, String topic, String eventId) {
        return false;
    }

    /** The parked fact of that place at which the stream stopped, before those that came behind it and claim the same place. */
    default Optional<HeardFact> stoppedAt(String consumer, StreamKey stream, long sequence) {
        return parked(consumer, stream, sequence);
    }

    /** Puts the bytes of this very fact that could not be read into quarantine, if that is why it is parked. True if so. */
    boolean setUnreadableAside(String consumer, HeardFact fact);

    /** The topic a stream was heard on, if it was heard at all. */
    Optional<String> topicOf(String consumer, StreamKey stream);

    /** Streams of a council that stand still, longest first. */
    List<Standing> standing(String council, int offset, int limit);

    /** How many streams of a council stand still. */
    int standing(String council);

    /** A parked fact and why it is. */
    record Parked(HeardFact fact, Reason reason, @Nullable String detail, Instant since) {}

    /** A stream that stands still. */
    record Standing(String consumer, StreamKey stream, String state, Instant since, long lastSequence, int parked) {}

    /** A partition of a topic. */
    record TopicPlace(String topic, int partition) {}
}
